package com.numeneon.standalone.launcher;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What the environment says.
 *
 * @param home holds all data, keys and logs
 * @param port the one public port
 * @param databaseUrl an external PostgreSQL server; empty runs the embedded one
 * @param kafkaBootstrapServers an external Kafka; empty runs the embedded one
 * @param ownKeys whether the environment brings the keys for tokens
 */
record LauncherSettings(
        Path home,
        int port,
        int apiPods,
        int notificationPods,
        Optional<String> databaseUrl,
        Optional<String> kafkaBootstrapServers,
        boolean ownKeys) {

    private static final int MOST_PODS = 16;

    /** @throws CannotRunException naming the setting that is wrong */
    static LauncherSettings from(Map<String, String> environment) {
        return new LauncherSettings(
                Path.of(text(environment, "NUMENEON_HOME").orElse(".numeneon"))
                        .toAbsolutePath()
                        .normalize(),
                number(environment, "PORT", 8000, 65_535),
                number(environment, "API_PODS", 1, MOST_PODS),
                number(environment, "NOTIFICATION_PODS", 1, MOST_PODS),
                text(environment, "DATABASE_URL"),
                text(environment, "KAFKA_BOOTSTRAP_SERVERS"),
                ownKeys(environment));
    }

    private static boolean ownKeys(Map<String, String> environment) {
        boolean privateKey = text(environment, "JWT_PRIVATE_KEY").isPresent();
        if (privateKey != text(environment, "JWT_PUBLIC_KEYS").isPresent()) {
            throw new CannotRunException("JWT_PRIVATE_KEY and JWT_PUBLIC_KEYS go together: set both or neither.");
        }
        return privateKey;
    }

    private static Optional<String> text(Map<String, String> environment, String name) {
        return Optional.ofNullable(environment.get(name)).map(String::strip).filter(value -> !value.isEmpty());
    }

    private static int number(Map<String, String> environment, String name, int usual, int most) {
        String text = text(environment, name).orElse(Integer.toString(usual));
        if (text.matches("[0-9]{1,5}") && Integer.parseInt(text) >= 1 && Integer.parseInt(text) <= most) {
            return Integer.parseInt(text);
        }
        throw new CannotRunException("%s must be a number from 1 to %d, not \"%s\".".formatted(name, most, text));
    }
}
