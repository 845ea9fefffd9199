package com.numeneon.infra.testing;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.images.RemoteDockerImage;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.postgresql.PostgreSQLContainer;
import org.testcontainers.utility.DockerImageName;

/** The servers as containers. The only class that knows Testcontainers, which may be absent at run time. */
final class ContainerServers {

    private static final DockerImageName POSTGRES = DockerImageName.parse("postgres:18");
    private static final DockerImageName KAFKA = DockerImageName.parse("apache/kafka:4.1.0");

    private static final Duration IMAGES_ARE_THERE = Duration.ofSeconds(60);

    private ContainerServers() {}

    /** Why containers cannot be used here, or nothing. */
    static Optional<String> obstacle(Duration engineAnswers) {
        // The transport is known as soon as an engine has answered; the client below also starts Testcontainers'
        // helpers.
        return failure(engineAnswers, () -> DockerClientFactory.instance().getTransportConfig())
                .map(why -> "no container engine answered within " + engineAnswers.toSeconds() + " s: " + why)
                .or(() -> failure(IMAGES_ARE_THERE, () -> {
                            DockerClientFactory.instance().client();
                            return new RemoteDockerImage(POSTGRES).get() + new RemoteDockerImage(KAFKA).get();
                        })
                        .map(why -> "%s and %s were not to be had within %d s: %s"
                                .formatted(POSTGRES, KAFKA, IMAGES_ARE_THERE.toSeconds(), why)));
    }

    /** Ended by Testcontainers when this JVM ends. */
    @SuppressWarnings("resource")
    static PostgresAccess startPostgres() {
        var container = new PostgreSQLContainer(POSTGRES)
                // The same order of texts as in the embedded server.
                .withEnv("POSTGRES_INITDB_ARGS", "--locale-provider=builtin --builtin-locale=C.UTF-8")
                .withCommand("postgres", "-c", "fsync=off", "-c", "max_connections=200");
        container.start();
        return new PostgresAccess(
                container.getHost(),
                container.getMappedPort(PostgreSQLContainer.POSTGRESQL_PORT),
                container.getUsername(),
                container.getPassword());
    }

    /** Ended by Testcontainers when this JVM ends. */
    @SuppressWarnings("resource")
    static String startKafka() {
        var container = new KafkaContainer(KAFKA)
                .withEnv("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false")
                .withEnv("KAFKA_GROUP_INITIAL_REBALANCE_DELAY_MS", "0");
        container.start();
        return container.getBootstrapServers();
    }

    private static Optional<String> failure(Duration patience, Callable<?> attempt) {
        var task = new FutureTask<>(attempt);
        Thread.ofPlatform().name("looking-for-containers").daemon().start(task);
        try {
            task.get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return Optional.empty();
        } catch (TimeoutException e) {
            return Optional.of("it took longer");
        } catch (ExecutionException e) {
            return Optional.of(String.valueOf(e.getCause()).lines().findFirst().orElse("no reason given"));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of("interrupted");
        }
    }
}
