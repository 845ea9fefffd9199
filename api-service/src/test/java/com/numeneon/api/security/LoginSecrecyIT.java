package com.numeneon.api.security;

import static com.numeneon.api.security.LoginPods.logIn;
import static com.numeneon.api.security.LoginPods.newAddress;
import static com.numeneon.api.security.LoginPods.unknownEmail;
import static org.assertj.core.api.Assertions.assertThat;

import com.numeneon.api.testing.ApiAnswer;
import com.numeneon.api.testing.ApiService;
import com.numeneon.api.testing.ContractRow;
import com.numeneon.api.testing.Json;
import com.numeneon.infra.testing.TestPostgres;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A failed login tells nobody whether the account exists. */
@ContractRow("POST /api/auth/login/")
class LoginSecrecyIT {

    private static final int TIMES = 15;

    @SuppressWarnings("NullAway.Init") // set before all tests
    private static ApiService service;

    private final String known = unknownEmail();

    /** Hashes that take long enough to be seen from outside. */
    @BeforeAll
    static void start() {
        service = ApiService.start(Map.of("DATABASE_URL", TestPostgres.newDatabase(), "ARGON2_MEMORY_KIB", "16384"));
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void it_is_the_same_answer_after_the_same_work() {
        signUp();

        double before = hashes();
        ApiAnswer wrong = fail(known);
        double afterWrong = hashes();
        ApiAnswer unknown = fail(unknownEmail());

        assertThat(wrong.status()).isEqualTo(401);
        assertThat(unknown.status()).isEqualTo(401);
        assertThat(unknown.text()).isEqualTo(wrong.text());
        assertThat(unknown.http().headers().map().keySet())
                .isEqualTo(wrong.http().headers().map().keySet());
        assertThat(afterWrong - before).isEqualTo(1);
        assertThat(hashes() - afterWrong).isEqualTo(1);
    }

    /** In turns, so that whatever else the machine does falls on both; a check left out would be a ratio of ten. */
    @Test
    void it_takes_about_the_same_time() {
        signUp();
        long[] wrong = new long[TIMES];
        long[] unknown = new long[TIMES];
        for (int i = 0; i < TIMES; i++) {
            wrong[i] = nanos(known);
            unknown[i] = nanos(unknownEmail());
        }

        assertThat(median(unknown) / median(wrong)).isBetween(0.4, 2.5);
    }

    private void signUp() {
        String name = known.substring(0, known.indexOf('@'));
        service.client()
                .post(
                        "/api/auth/signup/",
                        Json.object("username", name, "email", known, "password", LoginPods.PASSWORD));
    }

    private static long nanos(String email) {
        long begin = System.nanoTime();
        fail(email);
        return System.nanoTime() - begin;
    }

    private static ApiAnswer fail(String email) {
        return logIn(service.client().from(newAddress()), email, "wrong password");
    }

    private static double hashes() {
        return service.part(MeterRegistry.class)
                .get("numeneon.password.hash")
                .timer()
                .count();
    }

    private static double median(long[] values) {
        long[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
