package com.numeneon.notification.consumer;

import com.numeneon.contracts.settings.Settings;
import com.numeneon.notification.revocation.RevokedSessions;
import com.numeneon.notification.sockets.SocketRegistry;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires the consumer thread to the real Kafka client. */
@Configuration(proxyBeanMethods = false)
class ConsumerConfiguration {

    @Bean
    ConsumerSettings consumerSettings(Settings settings) {
        return ConsumerSettings.read(settings);
    }

    @Bean
    ConsumerLifecycle consumerLifecycle(
            ConsumerSettings settings,
            SocketRegistry sockets,
            RevokedSessions revoked,
            StreamStatus status,
            MeterRegistry meters,
            Clock clock) {
        RecordHandler handler = new RecordHandler(sockets, revoked, new SkippedRecords(meters, clock), meters);
        return new ConsumerLifecycle(new EventConsumer(
                new TopicSetup(settings)::ensure,
                () -> new KafkaConsumer<>(settings.consumer(), new StringDeserializer(), new ByteArrayDeserializer()),
                handler::handle,
                new Positions(),
                new PositionAge(clock, meters),
                status,
                clock));
    }
}
