package com.numeneon.api.idempotency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.numeneon.api.testing.ApiAnswer;
import com.numeneon.api.testing.ApiClient;
import com.numeneon.api.testing.ApiService;
import com.numeneon.api.testing.Covers;
import com.numeneon.api.testing.Hold;
import com.numeneon.api.testing.TestUser;
import com.numeneon.api.testing.WrittenEvents;
import com.numeneon.infra.testing.AtOnce;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Keys when requests meet, wait, are given up or die half-way. */
@Covers("POST /api/messages/")
class KeyedRacesIT {

    private static final String MESSAGES = "/api/messages/";
    private static final String KEY = "Idempotency-Key";
    private static final String REPLAYED = "Idempotency-Replayed";

    private final ApiService service = ApiService.shared();
    private final JdbcClient database = service.part(JdbcClient.class);
    private final TestUser alice = TestUser.signUp(service);
    private final TestUser bob = TestUser.signUp(service);
    private final String hello = TestUser.message(bob.id(), "hello");

    @Test
    void twenty_at_once_are_one_message_one_event_and_twenty_equal_answers() {
        WrittenEvents events = WrittenEvents.fromNow();

        List<ApiAnswer> answers =
                AtOnce.call(Collections.nCopies(20, () -> keyed("a").post(MESSAGES, hello)));

        assertOneMessage(answers);
        assertThat(events.only().topic()).isEqualTo("numeneon.messages");
    }

    @Test
    void keys_of_their_own_do_not_wait_for_each_other() {
        List<Callable<ApiAnswer>> sends = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            String key = "key-" + i;
            sends.add(() -> keyed(key).post(MESSAGES, hello));
        }

        List<ApiAnswer> answers = AtOnce.call(sends);

        assertThat(answers).allMatch(answer -> answer.status() == 201);
        assertThat(messages()).isEqualTo(20);
    }

    @Test
    void the_second_waits_for_the_first_and_gets_its_answer() throws Exception {
        alice.send(bob, "so that there is a conversation");
        try (Hold hold = new Hold(service)) {
            hold.conversation(alice);
            CompletableFuture<ApiAnswer> first = async("a");
            hold.awaitWaiting("INSERT INTO conversations");
            CompletableFuture<ApiAnswer> second = async("a");
            hold.release();

            assertThat(first.get().status()).isEqualTo(201);
            assertThat(second.get().text()).isEqualTo(first.get().text());
        }
        assertThat(messages()).isEqualTo(2);
    }

    @Test
    void whoever_waits_more_than_five_seconds_gets_409_and_the_others_their_connections() throws Exception {
        ApiAnswer first = keyed("a").post(MESSAGES, hello);
        try (Hold hold = new Hold(service)) {
            hold.row("SELECT 1 FROM idempotency_keys WHERE user_id = " + alice.id() + " FOR UPDATE");
            long begin = System.nanoTime();
            List<CompletableFuture<ApiAnswer>> waiting = new ArrayList<>();
            List<CompletableFuture<Duration>> waits = new ArrayList<>();
            for (int i = 0; i < 30; i++) {
                CompletableFuture<ApiAnswer> answer = async("a");
                waiting.add(answer);
                waits.add(answer.thenApply(it -> Duration.ofNanos(System.nanoTime() - begin)));
            }
            hold.awaitWaiting("INSERT INTO idempotency_keys");

            assertThat(bob.client().get("/api/auth/me/").status()).isEqualTo(200);
            assertThat(keyed("b").post(MESSAGES, hello).status()).isEqualTo(201);
            assertThat(hold.waiting("INSERT INTO idempotency_keys"))
                    .as("connections that wait for the key")
                    .isEqualTo(1);

            for (CompletableFuture<ApiAnswer> answer : waiting) {
                assertThat(answer.get().status()).isEqualTo(409);
                assertThat(answer.get().header("Retry-After")).hasValue("1");
                assertThat(answer.get().detail()).contains(KEY);
            }
            // Not three seconds, as for other locks; and not one after the other, which would be minutes.
            assertThat(waits)
                    .allSatisfy(
                            wait -> assertThat(wait.get()).isBetween(Duration.ofMillis(4_900), Duration.ofSeconds(30)));
        }
        assertThat(keyed("a").post(MESSAGES, hello).text()).isEqualTo(first.text());
        assertThat(messages()).isEqualTo(2);
    }

    @Test
    void a_command_with_a_key_that_waits_too_long_for_its_own_locks_leaves_nothing() throws Exception {
        alice.send(bob, "so that there is a conversation");
        try (Hold hold = new Hold(service)) {
            hold.conversation(alice);
            assertThat(keyed("a").inTrouble().post(MESSAGES, hello).status()).isEqualTo(503);
        }
        assertThat(keys()).isZero();
        assertThat(keyed("a").post(MESSAGES, hello).header(REPLAYED)).isEmpty();
    }

    @Test
    void when_its_connection_dies_half_way_there_is_neither_key_nor_message_nor_event() throws Exception {
        alice.send(bob, "so that there is a conversation");
        WrittenEvents events = WrittenEvents.fromNow();
        try (Hold hold = new Hold(service)) {
            hold.conversation(alice);
            CompletableFuture<ApiAnswer> dying = async(keyed("a").inTrouble());
            hold.awaitWaiting("INSERT INTO conversations");

            hold.terminateWaiting("INSERT INTO conversations");

            assertThat(dying.get().status()).isEqualTo(503);
        }
        assertThat(keys()).isZero();
        assertThat(messages()).isEqualTo(1);
        assertThat(events.all()).isEmpty();

        assertThat(keyed("a").post(MESSAGES, hello).status()).isEqualTo(201);
        assertThat(messages()).isEqualTo(2);
    }

    @Test
    void the_victim_of_a_deadlock_runs_again_whole() throws Exception {
        alice.send(bob, "so that there is a conversation");
        WrittenEvents events = WrittenEvents.fromNow();
        double retries = retries();
        try (Hold hold = new Hold(service)) {
            hold.neverTheVictim();
            hold.row("""
                    SELECT 1 FROM participants p JOIN conversations c ON c.id = p.conversation_id
                    WHERE %d IN (c.low_user_id, c.high_user_id) FOR UPDATE OF p
                    """.formatted(alice.id()));
            CompletableFuture<ApiAnswer> answer = async("a");
            hold.awaitWaiting("INSERT INTO conversations");

            hold.conversation(alice);
            hold.release();

            assertThat(answer.get().status()).isEqualTo(201);
            assertThat(retries()).isGreaterThan(retries);
            assertThat(keyed("a").post(MESSAGES, hello).text())
                    .isEqualTo(answer.get().text());
        }
        assertThat(messages()).isEqualTo(2);
        assertThat(events.all()).hasSize(1);
    }

    @Test
    void a_sender_who_went_away_finds_its_answer_later() throws Exception {
        alice.send(bob, "so that there is a conversation");
        try (Hold hold = new Hold(service)) {
            hold.conversation(alice);
            RawPost post = new RawPost(service, alice, hello, KEY + ": a");
            hold.awaitWaiting("INSERT INTO conversations");
            post.close();
        }
        await("the request is done").until(() -> keys() == 1);

        ApiAnswer again = keyed("a").post(MESSAGES, hello);

        assertThat(again.status()).isEqualTo(201);
        assertThat(again.header(REPLAYED)).hasValue("true");
        assertThat(messages()).isEqualTo(2);
    }

    private void assertOneMessage(List<ApiAnswer> answers) {
        assertThat(answers).allMatch(answer -> answer.status() == 201);
        assertThat(answers.stream().map(ApiAnswer::text).distinct()).hasSize(1);
        assertThat(answers)
                .filteredOn(answer -> answer.header(REPLAYED).isEmpty())
                .hasSize(1);
        assertThat(messages()).isEqualTo(1);
    }

    private ApiClient keyed(String key) {
        return alice.client().with(KEY, key);
    }

    private CompletableFuture<ApiAnswer> async(String key) {
        return async(keyed(key));
    }

    private CompletableFuture<ApiAnswer> async(ApiClient client) {
        CompletableFuture<ApiAnswer> answer = new CompletableFuture<>();
        Thread.ofVirtual().start(() -> answer.completeAsync(() -> client.post(MESSAGES, hello), Runnable::run));
        return answer;
    }

    private long messages() {
        return count("SELECT count(*) FROM messages WHERE sender_id = :id");
    }

    private long keys() {
        return count("SELECT count(*) FROM idempotency_keys WHERE user_id = :id");
    }

    private long count(String sql) {
        return database.sql(sql).param("id", alice.id()).query(Long.class).single();
    }

    private double retries() {
        return service.part(MeterRegistry.class)
                .get("numeneon.database.transaction.retries")
                .counter()
                .count();
    }
}
