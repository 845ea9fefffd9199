package com.numeneon.api.outbox;

import com.fasterxml.uuid.Generators;
import com.numeneon.contracts.event.DomainEvent;
import com.numeneon.contracts.topic.TopicProvisioner;
import com.numeneon.tracing.Tracing;
import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The outbox and the relay of one api pod, the relay not yet started. Two of these on one database are two pods. */
final class Pod implements AutoCloseable {

    /** So long that nothing but a wake can explain a publication. */
    static final Duration NO_POLL = Duration.ofMinutes(5);

    final HikariDataSource requests;
    final JdbcClient jdbc;
    final Outbox outbox;
    final RelayLoop relay;
    final BacklogMeter backlog;
    final SimpleMeterRegistry metrics = new SimpleMeterRegistry();

    private final TransactionTemplate transaction;
    private final RelayDatabase relayDatabase;

    Pod(String databaseUrl, RelaySettings settings) {
        this(databaseUrl, settings, wake -> wake);
    }

    /** @param wakePath what stands between a commit and the relay's letter-box */
    Pod(String databaseUrl, RelaySettings settings, WakePath wakePath) {
        requests = pool(databaseUrl);
        Flyway.configure().dataSource(requests).load().migrate();
        jdbc = JdbcClient.create(requests);
        transaction = new TransactionTemplate(new JdbcTransactionManager(requests));
        relayDatabase = new RelayDatabase(requests);
        WakeUp wakeUp = new WakeUp();
        outbox = new Outbox(
                jdbc,
                Clock.systemUTC(),
                Generators.timeBasedEpochGenerator()::generate,
                Optional::empty,
                wakePath.to(wakeUp::wake));
        relay = new RelayLoop(
                new OutboxRelay(
                        relayDatabase.table(),
                        relayDatabase.transaction(),
                        new KafkaPublisher(settings, new PublishSpans(Tracing.off(), Clock.systemUTC())),
                        settings,
                        metrics),
                wakeUp,
                settings.poll(),
                new Outage(metrics));
        backlog = new BacklogMeter(relayDatabase.table(), Duration.ofMillis(50), metrics);
    }

    /** As production has it. */
    static RelaySettings settings(String bootstrapServers) {
        return RelaySettings.withDefaults(bootstrapServers, new TopicProvisioner((short) 1, 1));
    }

    static RelaySettings with(RelaySettings settings, Duration poll) {
        return changed(
                settings,
                settings.deliveryTimeout(),
                settings.answerTimeout(),
                settings.overtakenAfter(),
                poll,
                settings.clientProperties());
    }

    static RelaySettings with(RelaySettings settings, Gate gate) {
        return changed(
                settings,
                settings.deliveryTimeout(),
                settings.answerTimeout(),
                settings.overtakenAfter(),
                settings.poll(),
                gate.clientProperties());
    }

    /** Two seconds for Kafka, three until the relay is overtaken. */
    static RelaySettings impatient(RelaySettings settings) {
        return changed(
                settings,
                Duration.ofSeconds(2),
                Duration.ofMillis(500),
                Duration.ofSeconds(3),
                settings.poll(),
                settings.clientProperties());
    }

    private static RelaySettings changed(
            RelaySettings settings,
            Duration deliveryTimeout,
            Duration answerTimeout,
            Duration overtakenAfter,
            Duration poll,
            Map<String, Object> clientProperties) {
        return new RelaySettings(
                settings.bootstrapServers(),
                settings.topics(),
                deliveryTimeout,
                answerTimeout,
                overtakenAfter,
                poll,
                settings.batchRows(),
                settings.batchBytes(),
                clientProperties);
    }

    void transaction(Runnable work) {
        transaction.executeWithoutResult(status -> work.run());
    }

    void append(DomainEvent event) {
        transaction(() -> outbox.append(event));
    }

    long waiting() {
        return jdbc.sql("SELECT count(*) FROM outbox").query(Long.class).single();
    }

    double metric(String name) {
        return metrics.get(name).meter().measure().iterator().next().getValue();
    }

    @Override
    public void close() {
        relay.stop();
        backlog.stop();
        relayDatabase.close();
        requests.close();
    }

    private static HikariDataSource pool(String databaseUrl) {
        URI url = URI.create(databaseUrl);
        String[] user = url.getUserInfo().split(":", 2);
        var pool = new HikariDataSource();
        pool.setJdbcUrl("jdbc:postgresql://" + url.getHost() + ":" + url.getPort() + url.getPath());
        pool.setUsername(user[0]);
        pool.setPassword(user[1]);
        return pool;
    }

    @FunctionalInterface
    interface WakePath {
        Runnable to(Runnable wake);
    }
}
