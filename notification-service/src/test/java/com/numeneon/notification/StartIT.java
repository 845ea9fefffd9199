package com.numeneon.notification;

import static org.assertj.core.api.Assertions.assertThat;

import com.numeneon.contracts.token.JwkSetKeys;
import com.numeneon.notification.testing.Tokens;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Processes of their own, with settings from the environment, as an operator starts them. */
class StartIT {

    @Test
    void without_its_keys_the_service_ends_with_one_sentence() throws Exception {
        Ended ended = run(Map.of("KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:1"));

        assertThat(ended.status()).isNotZero();
        assertThat(ended.output())
                .contains("JWT_PUBLIC_KEYS must be set to a JWK set")
                .doesNotContain("\tat ");
    }

    @ParameterizedTest
    @CsvSource({
        "JWT_PUBLIC_KEYS, file:/no/such/file",
        "JWT_PUBLIC_KEYS, nonsense",
        "CORS_ALLOWED_ORIGINS, https://*wrong*",
        "SOCKET_TOKEN_GRACE, 15d",
        "SOCKETS_PER_USER, none",
        "HANDSHAKES_PER_SECOND, 0",
        "HANDSHAKES_PER_SECOND, many",
        "KAFKA_BOOTSTRAP_SERVERS, ' '",
        "KAFKA_REPLICATION_FACTOR, 0",
        "NOTIFICATION_PEERS, pods",
    })
    void a_wrong_setting_ends_the_service_with_a_sentence_that_names_it(String name, String value) throws Exception {
        Map<String, String> settings = new HashMap<>(
                Map.of("KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:1", JwkSetKeys.SETTING, Tokens.KEY.publicJwkSet()));
        settings.put(name, value);

        Ended ended = run(settings);

        assertThat(ended.status()).isNotZero();
        assertThat(ended.output())
                .containsPattern("Description:\\s+" + name + "(:| must be) ")
                .doesNotContain("\tat ");
    }

    @Test
    void the_run_that_fills_the_cache_of_an_image_needs_no_server() throws Exception {
        Ended ended = run(Map.of("SPRING_PROFILES_ACTIVE", "training", JwkSetKeys.SETTING, Tokens.KEY.publicJwkSet()));

        assertThat(ended.status()).as(ended.output()).isZero();
        assertThat(ended.output()).doesNotContain("WARN", "ERROR");
    }

    private record Ended(int status, String output) {}

    private static Ended run(Map<String, String> settings) throws IOException, InterruptedException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        List<String> command = new ArrayList<>(List.of(
                java,
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                NotificationApplication.class.getName()));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(Map.of("PORT", "0", "MANAGEMENT_PORT", "0"));
        builder.environment().putAll(settings);
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return new Ended(process.exitValue(), output);
    }
}
