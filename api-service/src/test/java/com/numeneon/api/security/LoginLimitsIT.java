package com.numeneon.api.security;

import static com.numeneon.api.security.LoginPods.PASSWORD;
import static com.numeneon.api.security.LoginPods.logIn;
import static com.numeneon.api.security.LoginPods.newAddress;
import static com.numeneon.api.security.LoginPods.unknownEmail;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.numeneon.api.testing.ApiAnswer;
import com.numeneon.api.testing.ApiClient;
import com.numeneon.api.testing.ApiService;
import com.numeneon.api.testing.Covers;
import com.numeneon.api.testing.Hold;
import com.numeneon.api.web.ClientAddress;
import com.numeneon.infra.testing.AtOnce;
import io.micrometer.core.instrument.LongTaskTimer;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Covers("POST /api/auth/login/")
class LoginLimitsIT {

    @SuppressWarnings("NullAway.Init") // set before all tests
    private static LoginPods pods;

    private final String address = newAddress();
    private final ApiClient client = pods.one().client().from(address);

    @BeforeAll
    static void start() {
        pods = new LoginPods();
    }

    @AfterAll
    static void stop() {
        pods.close();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void after_ten_wrong_passwords_the_account_is_closed_to_this_address_whether_or_not_it_exists(boolean exists) {
        String email = exists ? pods.newAccount() : unknownEmail();
        for (int i = 0; i < 10; i++) {
            ApiAnswer wrong = logIn(client, i % 2 == 0 ? email : email.toUpperCase(Locale.ROOT), "wrong " + i);
            assertThat(wrong.status()).isEqualTo(401);
            assertThat(wrong.detail()).isEqualTo("Invalid email or password.");
        }

        ApiAnswer eleventh = logIn(client, email, "wrong");

        assertThat(eleventh.status()).isEqualTo(429);
        assertThat(eleventh.header("Content-Type")).hasValue("application/problem+json");
        assertThat(eleventh.json().propertyNames()).containsExactly("type", "title", "status", "detail");
        assertThat(eleventh.detail()).isEqualTo("Too many failed logins. Please try again in 15 minutes.");
        assertThat(retryAfter(eleventh)).isBetween(800L, 900L);
        assertThat(logIn(pods.two().client().from(address), email, PASSWORD).status())
                .as("the right password, on the other pod")
                .isEqualTo(429);
        assertThat(logIn(pods.one().client().from(newAddress()), email, "wrong").status())
                .as("from elsewhere")
                .isEqualTo(401);
    }

    @Test
    void retry_after_says_when_the_next_try_succeeds() {
        String email = pods.newAccount();
        wrong(email, 10);
        pods.timePasses(Duration.ofMinutes(15).minusSeconds(30));

        ApiAnswer refused = logIn(client, email, PASSWORD);
        assertThat(refused.status()).isEqualTo(429);
        assertThat(retryAfter(refused)).isBetween(1L, 30L);
        assertThat(refused.detail()).contains(" seconds.");

        pods.timePasses(Duration.ofSeconds(retryAfter(refused)));
        assertThat(logIn(client, email, PASSWORD).status()).isEqualTo(200);
    }

    @Test
    void right_passwords_do_not_count_and_forgive_nothing() {
        String email = pods.newAccount();
        wrong(email, 9);
        for (int i = 0; i < 12; i++) {
            assertThat(logIn(client, email, PASSWORD).status()).isEqualTo(200);
        }

        assertThat(logIn(client, email, "the tenth wrong one").status()).isEqualTo(401);
        assertThat(logIn(client, email, PASSWORD).status()).isEqualTo(429);
    }

    @Test
    void a_body_that_breaks_the_rules_does_not_count() {
        String email = pods.newAccount();
        for (int i = 0; i < 11; i++) {
            assertThat(logIn(client, email, "").status()).isEqualTo(400);
        }

        assertThat(logIn(client, email, PASSWORD).status()).isEqualTo(200);
    }

    @Test
    void an_address_may_fail_a_hundred_times_whatever_accounts_it_names() {
        String email = pods.newAccount();
        for (int i = 0; i < 100; i++) {
            ApiClient pod = (i % 2 == 0 ? pods.one() : pods.two()).client().from(address);
            assertThat(logIn(pod, unknownEmail(), "wrong").status()).isEqualTo(401);
        }

        assertThat(logIn(client, email, PASSWORD).status()).isEqualTo(429);
        assertThat(attempts(address)).as("who is refused leaves no row").isEqualTo(100);
        assertThat(logIn(pods.one().client().from(newAddress()), email, PASSWORD)
                        .status())
                .isEqualTo(200);
    }

    @Test
    void an_account_may_be_failed_fifty_times_from_anywhere() {
        String email = pods.newAccount();
        for (int i = 0; i < 50; i++) {
            assertThat(logIn(pods.one().client().from(newAddress()), email, "wrong")
                            .status())
                    .isEqualTo(401);
        }

        assertThat(logIn(pods.two().client().from(newAddress()), email, PASSWORD)
                        .status())
                .isEqualTo(429);
        assertThat(logIn(client, pods.newAccount(), PASSWORD).status()).isEqualTo(200);
    }

    @Test
    void twenty_guesses_at_once_on_two_pods_get_ten_answers() {
        String email = pods.newAccount();
        List<Callable<Integer>> guesses = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            ApiClient pod = (i % 2 == 0 ? pods.one() : pods.two()).client().from(address);
            String guess = "guess " + i;
            guesses.add(() -> logIn(pod, email, guess).status());
        }

        List<Integer> statuses = AtOnce.call(guesses);

        assertThat(statuses).containsOnly(401, 429);
        assertThat(Collections.frequency(statuses, 401)).isEqualTo(10);
    }

    @Test
    void twelve_right_logins_at_once_all_succeed_although_one_wrong_one_is_all_that_is_left() {
        String email = pods.newAccount();
        wrong(email, 9);
        List<Callable<Integer>> logins = IntStream.range(0, 12)
                .<Callable<Integer>>mapToObj(i -> () -> logIn(
                                (i % 2 == 0 ? pods.one() : pods.two()).client().from(address), email, PASSWORD)
                        .status())
                .toList();

        assertThat(AtOnce.call(logins)).containsOnly(200);
    }

    @Test
    void addresses_of_one_ipv6_network_count_as_one() {
        String email = pods.newAccount();
        for (int i = 0; i < 10; i++) {
            logIn(pods.one().client().from("2001:db8:7:8::" + i), email, "wrong");
        }

        assertThat(logIn(pods.one().client().from("2001:db8:7:8:ffff::1"), email, PASSWORD)
                        .status())
                .isEqualTo(429);
        assertThat(logIn(pods.one().client().from("2001:db8:7:9::1"), email, PASSWORD)
                        .status())
                .isEqualTo(200);
    }

    @Test
    void who_invents_where_the_request_comes_from_is_counted_all_the_same() {
        String email = pods.newAccount();
        for (int i = 0; i < 10; i++) {
            logIn(pods.one().client().from("203.0.113." + i + ", " + address), email, "wrong");
        }

        assertThat(logIn(client, email, PASSWORD).status()).isEqualTo(429);
    }

    @Test
    void a_peer_that_is_no_trusted_proxy_is_the_client_itself_also_where_the_platform_trusts_everybody() {
        String email = pods.newAccount();
        try (ApiService pod =
                pods.start(Map.of("TRUSTED_PROXIES", "10.0.0.0/8", "spring.main.cloud-platform", "kubernetes"))) {
            for (int i = 0; i < 10; i++) {
                logIn(pod.client().from(newAddress()), email, "wrong");
            }

            assertThat(logIn(pod.client().from(newAddress()), email, PASSWORD).status())
                    .isEqualTo(429);
        }
    }

    @Test
    void an_account_that_is_held_up_holds_up_no_other() throws Exception {
        String held = pods.newAccount();
        String other = pods.newAccount();
        int heldHash = LoginAttempt.of(held, new ClientAddress(InetAddress.getLoopbackAddress()))
                .accountHash()
                .hashCode();
        List<CompletableFuture<Integer>> waiting;
        try (Hold hold = new Hold(pods.one())) {
            hold.row("SELECT pg_advisory_xact_lock(1, %d)".formatted(heldHash));
            waiting = Stream.generate(() -> CompletableFuture.supplyAsync(
                            () -> logIn(client, held, PASSWORD).status(),
                            task -> Thread.ofVirtual().start(task)))
                    .limit(8)
                    .toList();
            await("eight logins of the held account are being tried").until(() -> requestsInPodOne() == 8);

            for (int i = 0; i < 3; i++) {
                assertThat(logIn(pods.one().client().from(newAddress()), other, PASSWORD)
                                .status())
                        .isEqualTo(200);
            }

            assertThat(waiting.stream().filter(CompletableFuture::isDone).map(CompletableFuture::join))
                    .as("answers while it is held: none, or on a slow machine that it took too long")
                    .allMatch(status -> status == 503);
        }
        assertThat(waiting.stream().map(CompletableFuture::join)).isSubsetOf(200, 503);
        assertThat(logIn(client, held, PASSWORD).status()).isEqualTo(200);
    }

    @Test
    void what_strangers_type_is_not_kept() {
        String email = unknownEmail();
        logIn(client, email, "wrong");

        String rows = String.join(
                "\n",
                pods.database()
                        .sql("SELECT login_attempts::text FROM login_attempts")
                        .query(String.class)
                        .list());

        assertThat(rows).contains(address).doesNotContain(email).doesNotContain("@");
    }

    @Test
    void a_check_that_nobody_ended_counts_as_wrong_after_a_while() {
        String email = pods.newAccount();
        wrong(email, 9);
        pods.database().sql("""
                        INSERT INTO login_attempts (account_hash, network, undecided_until)
                        SELECT account_hash, network, clock_timestamp() FROM login_attempts
                        WHERE network = :network LIMIT 1
                        """).param("network", address).update();

        assertThat(logIn(client, email, PASSWORD).status()).isEqualTo(429);
    }

    private void wrong(String email, int times) {
        for (int i = 0; i < times; i++) {
            assertThat(logIn(client, email, "wrong").status()).isEqualTo(401);
        }
    }

    private static long attempts(String network) {
        return pods.database()
                .sql("SELECT count(*) FROM login_attempts WHERE network = :network")
                .param("network", network)
                .query(Long.class)
                .single();
    }

    private static long retryAfter(ApiAnswer answer) {
        return Long.parseLong(answer.header("Retry-After").orElseThrow());
    }

    private static int requestsInPodOne() {
        return pods.one().part(MeterRegistry.class).find("http.server.requests.active").longTaskTimers().stream()
                .mapToInt(LongTaskTimer::activeTasks)
                .sum();
    }
}
