package com.numeneon.api.security;

import com.numeneon.api.testing.ApiAnswer;
import com.numeneon.api.testing.ApiClient;
import com.numeneon.api.testing.ApiService;
import com.numeneon.api.testing.Json;
import com.numeneon.infra.testing.TestPostgres;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Two pods on one database, with the limits that hold by default and hashes that take a few milliseconds. */
final class LoginPods implements AutoCloseable {

    static final String PASSWORD = "correct horse battery";

    private static final AtomicInteger COUNT = new AtomicInteger();

    private final String databaseUrl = TestPostgres.newDatabase();
    private final ApiService one = start(Map.of());
    private final ApiService two = start(Map.of());

    /** A further pod of this system. */
    ApiService start(Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(
                Map.of("DATABASE_URL", databaseUrl, "LOGIN_FAILURES_PER_ADDRESS", "100", "ARGON2_MEMORY_KIB", "8192"));
        all.putAll(settings);
        return ApiService.start(all);
    }

    ApiService one() {
        return one;
    }

    ApiService two() {
        return two;
    }

    JdbcClient database() {
        return one.part(JdbcClient.class);
    }

    /** Signs somebody up and returns the e-mail address. */
    String newAccount() {
        String email = unknownEmail();
        String name = email.substring(0, email.indexOf('@'));
        ApiAnswer answer = one.client()
                .post("/api/auth/signup/", Json.object("username", name, "email", email, "password", PASSWORD));
        if (answer.status() != 201) {
            throw new IllegalStateException(answer.text());
        }
        return email;
    }

    static String unknownEmail() {
        return "somebody" + COUNT.incrementAndGet() + "@example.org";
    }

    /** An address of the documentation's networks that nobody has used yet. */
    static String newAddress() {
        int number = COUNT.incrementAndGet();
        return "198.18." + number / 250 + "." + (number % 250 + 1);
    }

    static ApiAnswer logIn(ApiClient client, String email, String password) {
        return client.post("/api/auth/login/", Json.object("email", email, "password", password));
    }

    /** Lets this much time pass for all attempts so far. */
    void timePasses(Duration time) {
        database()
                .sql("UPDATE login_attempts SET began_at = began_at - make_interval(secs => :seconds)")
                .param("seconds", time.toSeconds())
                .update();
    }

    @Override
    public void close() {
        two.close();
        one.close();
    }
}
