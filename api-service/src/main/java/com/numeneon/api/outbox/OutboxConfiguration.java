package com.numeneon.api.outbox;

import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import com.numeneon.api.database.Transactions;
import com.numeneon.api.tracing.CurrentTrace;
import com.numeneon.contracts.settings.Settings;
import com.numeneon.tracing.Tracing;
import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Puts the outbox and its relay together. */
@Configuration(proxyBeanMethods = false)
class OutboxConfiguration {

    private static final Duration MEASURED_EVERY = Duration.ofSeconds(5);

    @Bean
    Outbox outbox(JdbcClient jdbc, Clock clock, TimeBasedEpochGenerator ids, WakeUp wakeUp) {
        return new Outbox(jdbc, clock, ids::generate, CurrentTrace::traceparent, wakeUp::wake);
    }

    @Bean
    Parked parked(JdbcClient jdbc, List<KeyRow> keyRows, Transactions transactions, WakeUp wakeUp) {
        return new Parked(new ParkedTable(jdbc), keyRows, transactions, wakeUp::wake);
    }

    @Bean
    WakeUp wakeUp() {
        return new WakeUp();
    }

    @Bean
    RelayDatabase relayDatabase(HikariDataSource requests) {
        return new RelayDatabase(requests);
    }

    @Bean
    RelayLoop relayLoop(
            RelayDatabase database,
            WakeUp wakeUp,
            Settings environment,
            Tracing tracing,
            Clock clock,
            MeterRegistry metrics) {
        RelaySettings settings = RelaySettings.of(environment);
        KafkaPublisher publisher = new KafkaPublisher(settings, new PublishSpans(tracing, clock));
        OutboxRelay relay = new OutboxRelay(database.table(), database.transaction(), publisher, settings, metrics);
        return new RelayLoop(relay, wakeUp, settings.poll(), new Outage(metrics));
    }

    @Bean
    BacklogMeter backlogMeter(RelayDatabase database, MeterRegistry metrics) {
        return new BacklogMeter(database.table(), MEASURED_EVERY, metrics);
    }
}
