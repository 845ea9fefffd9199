package com.numeneon.infra.testing;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.FutureTask;

/**
 * Decides once per JVM whether the tests' servers run in containers or embedded, and prints what it decided and why.
 * The system property {@code infra} ({@code containers} or {@code embedded}) decides instead; containers that were
 * asked for and cannot be had are an error, never a silent change.
 */
enum ServerChoice {
    CONTAINERS,
    EMBEDDED;

    private static final Duration ENGINE_ANSWERS = Duration.ofSeconds(5);

    /** Who asks for containers would rather wait for a busy machine than fail. */
    private static final Duration ENGINE_ANSWERS_WHEN_FORCED = Duration.ofSeconds(60);

    private static final FutureTask<ServerChoice> MADE = new FutureTask<>(ServerChoice::decide);

    static ServerChoice made() {
        return Once.get(MADE);
    }

    private static ServerChoice decide() {
        String wish = System.getProperty("infra", "");
        return switch (wish) {
            case "embedded" -> say(EMBEDDED, "-Dinfra=embedded");
            case "containers" -> {
                Optional<String> obstacle = obstacle(ENGINE_ANSWERS_WHEN_FORCED);
                if (obstacle.isPresent()) {
                    throw new IllegalStateException("-Dinfra=containers, but " + obstacle.get());
                }
                yield say(CONTAINERS, "-Dinfra=containers");
            }
            case "" ->
                obstacle(ENGINE_ANSWERS)
                        .map(why -> say(EMBEDDED, why))
                        .orElseGet(() -> say(CONTAINERS, "a container engine answers and has both images"));
            default -> throw new IllegalArgumentException("-Dinfra must be containers or embedded, not " + wish);
        };
    }

    private static Optional<String> obstacle(Duration engineAnswers) {
        try {
            Class.forName("org.testcontainers.postgresql.PostgreSQLContainer");
            Class.forName("org.testcontainers.kafka.KafkaContainer");
        } catch (ClassNotFoundException absent) {
            return Optional.of("Testcontainers is not on the class path");
        }
        return ContainerServers.obstacle(engineAnswers);
    }

    private static ServerChoice say(ServerChoice choice, String why) {
        System.out.println(
                "Servers for tests: " + (choice == CONTAINERS ? "containers" : "embedded") + " (" + why + ")");
        return choice;
    }
}
