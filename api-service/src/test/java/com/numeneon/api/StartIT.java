package com.numeneon.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.numeneon.contracts.token.SigningKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How the process ends when it is started with wrong settings. */
class StartIT {

    private static final SigningKey KEY = SigningKey.generate();

    private record End(int status, String output) {}

    @ParameterizedTest
    @ValueSource(strings = {"DATABASE_URL", "KAFKA_BOOTSTRAP_SERVERS", "JWT_PRIVATE_KEY", "JWT_PUBLIC_KEYS"})
    void a_missing_setting_is_named_in_a_sentence(String name) throws Exception {
        Map<String, String> settings = settings();
        settings.remove(name);

        End end = run(settings);

        assertEndedWith(end, name + " must be set to ");
    }

    @ParameterizedTest
    @CsvSource({
        "DATABASE_URL, mysql://someone:secret@db/app, DATABASE_URL is not valid",
        "DATABASE_URL, file:/secret/nowhere, DATABASE_URL is not valid: the file that it names cannot be read",
        "DATABASE_POOL_SIZE, many, DATABASE_POOL_SIZE must be a whole number",
        "CORS_ALLOWED_ORIGINS, https://*example.org, CORS_ALLOWED_ORIGINS: ",
        "ARGON2_MEMORY_KIB, 1, ARGON2_MEMORY_KIB must be a whole number",
        "JWT_PRIVATE_KEY, secret, JWT_PRIVATE_KEY could not be read",
        "PORT, http, PORT must be a whole number",
        "MANAGEMENT_PORT, 99999, MANAGEMENT_PORT must be a whole number"
    })
    void a_wrong_setting_is_named_in_a_sentence(String name, String value, String sentence) throws Exception {
        Map<String, String> settings = settings();
        settings.put(name, value);

        End end = run(settings);

        assertEndedWith(end, sentence);
        assertThat(end.output()).doesNotContain("secret");
    }

    @Test
    void a_postgres_that_is_not_there_is_said_in_a_sentence() throws Exception {
        End end = run(settings());

        assertThat(end.status()).isNotZero();
        assertThat(end.output())
                .contains("Postgres host=127.0.0.1:1 database=app")
                .contains("Postgres cannot be used: Connection to 127.0.0.1:1 refused")
                .doesNotContain("\tat ", "secret");
    }

    @Test
    void keys_that_do_not_belong_together_are_noticed_before_anybody_logs_in() throws Exception {
        Map<String, String> settings = settings();
        settings.put("JWT_PUBLIC_KEYS", SigningKey.generate().publicJwkSet());

        End end = run(settings);

        assertEndedWith(end, "No key in JWT_PUBLIC_KEYS verifies what JWT_PRIVATE_KEY signs");
    }

    @Test
    void the_run_that_fills_the_cache_of_an_image_needs_no_server() throws Exception {
        Map<String, String> settings = settings();
        settings.remove("DATABASE_URL");
        settings.remove("KAFKA_BOOTSTRAP_SERVERS");
        settings.put("SPRING_PROFILES_ACTIVE", "training");

        End end = run(settings);

        assertThat(end.status()).as(end.output()).isZero();
        assertThat(end.output()).doesNotContain("WARN", "ERROR");
    }

    private static void assertEndedWith(End end, String sentence) {
        assertThat(end.status()).isNotZero();
        assertThat(end.output()).contains(sentence).doesNotContain("\tat ", "Exception:");
    }

    private static Map<String, String> settings() {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("PORT", "0");
        settings.put("MANAGEMENT_PORT", "0");
        settings.put("DATABASE_URL", "postgres://someone:secret@127.0.0.1:1/app?connect_timeout=1");
        settings.put("KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:1");
        settings.put("JWT_PRIVATE_KEY", KEY.privateJwk());
        settings.put("JWT_PUBLIC_KEYS", KEY.publicJwkSet());
        return settings;
    }

    private static End run(Map<String, String> settings) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ApiServiceApplication.class.getName())
                .redirectErrorStream(true);
        builder.environment().putAll(settings);
        settings().keySet().stream().filter(name -> !settings.containsKey(name)).forEach(builder.environment()::remove);
        Process process = builder.start();
        try {
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            return new End(process.exitValue(), output);
        } finally {
            process.destroyForcibly();
        }
    }
}
