package com.numeneon.api.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.numeneon.api.testing.ApiAnswer;
import com.numeneon.api.testing.ApiClient;
import com.numeneon.api.testing.ApiService;
import com.numeneon.api.testing.AuditLines;
import com.numeneon.api.testing.Hold;
import com.numeneon.contracts.json.ContractJson;
import com.numeneon.infra.testing.AtOnce;
import com.numeneon.infra.testing.TestKafka;
import com.numeneon.infra.testing.TestPostgres;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** What operators do about events that Kafka refused, on a database of its own with two pods. */
class ParkedIT {

    private static final String URL = TestPostgres.newDatabase();
    private static final ApiService ONE = ApiService.start(Map.of("DATABASE_URL", URL));
    private static final ApiService TWO = ApiService.start(Map.of("DATABASE_URL", URL));
    private static final JdbcClient DATABASE = ONE.part(JdbcClient.class);
    private static final String SESSION = "00000000-0000-7000-8000-000000000001";

    @RegisterExtension
    final AuditLines audit = new AuditLines();

    private final ApiClient one = new ApiClient(ONE.managementPort()).with("X-Operator", "carol");
    private final ApiClient two = new ApiClient(TWO.managementPort());

    @BeforeAll
    static void prepare() {
        // The relay takes rows away within milliseconds.
        DATABASE.sql("""
                        CREATE TABLE written (id bigint PRIMARY KEY, key text, event_id text);
                        CREATE FUNCTION note_written() RETURNS trigger LANGUAGE plpgsql AS $$
                        BEGIN
                            INSERT INTO written VALUES (new.id, new.key, new.headers ->> 'ce_id');
                            RETURN NULL;
                        END $$;
                        CREATE TRIGGER note_written AFTER INSERT ON outbox FOR EACH ROW EXECUTE FUNCTION note_written();
                        INSERT INTO users (username, username_key, email, email_key, password_hash)
                        VALUES ('alice', 'alice', 'alice@x.example', 'alice@x.example', ''),
                            ('bob', 'bob', 'bob@x.example', 'bob@x.example', '');
                        INSERT INTO conversations (low_user_id, high_user_id, last_seq, last_message_at)
                        VALUES (1, 2, 0, now());
                        INSERT INTO posts (author_id, content, type, created_at, updated_at)
                        VALUES (1, '', 'thoughts', now(), now());
                        """).update();
        DATABASE.sql("INSERT INTO sessions (id, user_id, expires_at) VALUES (CAST(:id AS uuid), 1, now())")
                .param("id", SESSION)
                .update();
    }

    @AfterAll
    static void stop() {
        TWO.close();
        ONE.close();
    }

    @BeforeEach
    void empty() {
        DATABASE.sql("DELETE FROM outbox_parked; DELETE FROM written").update();
    }

    @Test
    void a_list_tells_what_finds_an_event_and_not_what_it_says() {
        park(-2, "conversation:1");
        park(-1, "post:1");

        ApiAnswer answer = one.get("/outbox/parked");

        List<JsonNode> lines = lines(answer);
        assertThat(lines).hasSize(3);
        assertThat(lines.getFirst().path("sequence").asLong()).isEqualTo(-2);
        assertThat(lines.getFirst().path("type").asString()).isEqualTo("message.sent.v1");
        assertThat(lines.getFirst().path("event_id").asString()).isEqualTo("event-2");
        assertThat(lines.getFirst().path("key").asString()).isEqualTo("conversation:1");
        assertThat(lines.getFirst().path("reason").asString()).isEqualTo("RecordTooLarge");
        assertThat(lines.getFirst().path("bytes").asInt()).isEqualTo(6);
        assertThat(lines.getFirst().propertyNames())
                .containsExactlyInAnyOrder(
                        "sequence", "type", "event_id", "topic", "key", "time", "parked_at", "reason", "bytes");
        assertThat(answer.text()).doesNotContain("secret");
        assertThat(lines.getLast().path("done").path("more").asBoolean(true)).isFalse();
    }

    @Test
    void a_retried_event_is_published_as_it_was_under_a_new_sequence() throws Exception {
        long conversation = Events.newId();
        String key = "conversation:" + conversation;
        try (PublishedRecords kafka = PublishedRecords.fromNow(TestKafka.bootstrapServers())) {
            park(-1, key);

            List<JsonNode> lines = lines(one.post("/outbox/parked/retry?id=-1"));

            assertThat(lines.getFirst().path("outcome").asString()).isEqualTo("retried");
            long sequence = lines.getFirst().path("new_sequence").asLong();
            assertThat(lines.getLast().path("done").path("changed").asInt()).isEqualTo(1);
            Waiting.until("it is in Kafka", () -> !kafka.of(key).isEmpty());
            assertThat(kafka.of(key)).hasSize(1);
            assertThat(PublishedRecords.sequence(kafka.of(key).getFirst())).isEqualTo(sequence);
            assertThat(PublishedRecords.id(kafka.of(key).getFirst())).isEqualTo("event-1");
            assertThat(kafka.of(key).getFirst().value()).isEqualTo("secret".getBytes(StandardCharsets.UTF_8));
            assertThat(parked()).isEmpty();
            assertThat(audit.all())
                    .containsExactly(
                            "outbox parked retries operator=carol address=127.0.0.1 sequence=-1",
                            "outbox parked has retried operator=carol address=127.0.0.1 sequence=-1 outcome=retried"
                                    + " newSequence=" + sequence
                                    + " type=\"message.sent.v1\" eventId=\"event-1\" key=\""
                                    + key + "\"");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "conversation:1, SELECT 1 FROM conversations WHERE id = 1 FOR NO KEY UPDATE",
        "pair:1-2, SELECT 1 FROM users WHERE id = 2 FOR NO KEY UPDATE",
        "author:1, SELECT 1 FROM users WHERE id = 1 FOR NO KEY UPDATE",
        "post:1, SELECT 1 FROM posts WHERE id = 1 FOR NO KEY UPDATE",
        SESSION + ", SELECT 1 FROM sessions FOR NO KEY UPDATE"
    })
    void an_event_comes_behind_what_its_key_writes_at_this_moment(String key, String lock) throws Exception {
        park(-1, key);
        try (Hold command = new Hold(ONE)) {
            command.row(lock);
            CompletableFuture<List<JsonNode>> retry =
                    CompletableFuture.supplyAsync(() -> lines(one.post("/outbox/parked/retry?id=-1")));
            command.awaitWaiting("");

            command.row("""
                    INSERT INTO outbox (topic, key, headers, payload)
                    VALUES ('numeneon.messages', '%s', '{"ce_id": "command"}', '')
                    """.formatted(key));
            command.row("COMMIT");

            assertThat(retry.join().getFirst().path("outcome").asString()).isEqualTo("retried");
        }
        assertThat(DATABASE.sql("SELECT event_id FROM written ORDER BY id")
                        .query(String.class)
                        .list())
                .containsExactly("command", "event-1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"conversation:99", "pair:98-99", "post:99", "00000000-0000-7000-8000-000000000099"})
    void a_key_whose_row_is_gone_has_nothing_to_wait_for(String key) {
        park(-1, key);

        assertThat(lines(one.post("/outbox/parked/retry?id=-1"))
                        .getFirst()
                        .path("outcome")
                        .asString())
                .isEqualTo("retried");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "group:1",
                "conversation:",
                "conversation:x",
                "pair:1",
                "conversation:1-2",
                "post:9999999999999999999",
                "1",
                ""
            })
    void a_key_of_a_kind_that_nobody_knows_stays(String key) {
        park(-1, key);

        assertThat(lines(one.post("/outbox/parked/retry?id=-1"))
                        .getFirst()
                        .path("outcome")
                        .asString())
                .isEqualTo("unknown key");
        assertThat(parked()).containsExactly(-1L);
    }

    @Test
    void whatever_operators_do_at_once_happens_once() {
        for (int round = 0; round < 10; round++) {
            empty();
            park(-1, "conversation:1");

            List<Callable<String>> operators = IntStream.range(0, 6)
                    .<Callable<String>>mapToObj(i -> () -> {
                        ApiClient pod = i % 2 == 0 ? one : two;
                        String path = i < 4 ? "/outbox/parked/retry?id=-1" : "/outbox/parked/drop?id=-1&reason=test";
                        return lines(pod.post(path)).getFirst().path("outcome").asString();
                    })
                    .toList();
            List<String> outcomes = AtOnce.call(operators);

            assertThat(outcomes.stream().filter("not there"::equals)).hasSize(5);
            boolean retried = outcomes.contains("retried");
            assertThat(DATABASE.sql("SELECT count(*) FROM written")
                            .query(Integer.class)
                            .single())
                    .isEqualTo(retried ? 1 : 0);
            assertThat(parked()).isEmpty();
        }
    }

    @Test
    void all_are_retried_in_the_order_in_which_they_were_written() {
        Stream.of(-3L, -1L, -2L).forEach(id -> park(id, "conversation:1"));

        List<JsonNode> lines = lines(one.post("/outbox/parked/retry?all=true"));

        assertThat(lines.getLast().path("done").path("asked").asInt()).isEqualTo(3);
        assertThat(DATABASE.sql("SELECT event_id FROM written ORDER BY id")
                        .query(String.class)
                        .list())
                .containsExactly("event-3", "event-2", "event-1");
    }

    @Test
    void what_is_dropped_is_gone_and_its_reason_is_noted() {
        park(-1, "conversation:1");

        List<JsonNode> lines = lines(one.post("/outbox/parked/drop?id=-1&reason=gone%20%22for%0Agood"));

        assertThat(lines.getFirst().path("outcome").asString()).isEqualTo("dropped");
        assertThat(parked()).isEmpty();
        assertThat(audit.all())
                .containsExactly(
                        "outbox parked drops operator=carol address=127.0.0.1 sequence=-1 reason=\"gone ?for?good\"",
                        "outbox parked has dropped operator=carol address=127.0.0.1 sequence=-1 outcome=dropped"
                                + " type=\"message.sent.v1\" eventId=\"event-1\" key=\"conversation:1\""
                                + " reason=\"gone ?for?good\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/drop?id=-1",
                "/drop?id=-1&reason=%20",
                "/drop?reason=why",
                "/retry",
                "/retry?id=x",
                "/retry?id=-1&all=true",
                "/retry?all=false"
            })
    void what_is_not_said_clearly_is_not_done(String path) {
        park(-1, "conversation:1");

        ApiAnswer answer = one.post("/outbox/parked" + path);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("detail").asString()).endsWith(".");
        assertThat(parked()).containsExactly(-1L);
        assertThat(audit.all()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/retry?id=-1", "/drop?id=-1&reason=why"})
    void nothing_is_done_while_the_audit_is_switched_off(String path) {
        park(-1, "conversation:1");
        audit.switchOff();

        assertThat(one.post("/outbox/parked" + path).status()).isEqualTo(503);
        assertThat(parked()).containsExactly(-1L);
        assertThat(one.get("/outbox/parked").status()).isEqualTo(200);
    }

    @Test
    void a_list_is_read_and_a_change_is_posted() {
        assertThat(one.post("/outbox/parked").header("Allow")).hasValue("GET");
        assertThat(one.get("/outbox/parked/retry?all=true").status()).isEqualTo(405);
        assertThat(one.get("/outbox/parked/drop?all=true").header("Allow")).hasValue("POST");
    }

    @Test
    void how_many_there_are_is_a_metric_of_every_pod() {
        park(-1, "conversation:1");
        park(-2, "conversation:1");

        Waiting.until(
                "both pods show it",
                () -> Stream.of(one, two)
                        .allMatch(pod -> pod.get("/metrics").text().contains("numeneon_outbox_parked_rows 2.0")));
    }

    /** With sequences that the outbox never gives. */
    private static void park(long sequence, String key) {
        DATABASE.sql("""
                        INSERT INTO outbox_parked (id, topic, key, headers, payload, created_at, reason)
                        VALUES (:id, 'numeneon.messages', :key,
                            jsonb_build_object('ce_id', 'event' || :id, 'ce_type', 'message.sent.v1'),
                            'secret', now(), 'RecordTooLarge')
                        """).param("id", sequence).param("key", key).update();
    }

    private static List<Long> parked() {
        return DATABASE.sql("SELECT id FROM outbox_parked ORDER BY id")
                .query(Long.class)
                .list();
    }

    private static List<JsonNode> lines(ApiAnswer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.text().lines().map(ContractJson.mapper()::readTree).toList();
    }
}
