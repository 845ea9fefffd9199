package com.numeneon.notification.consumer;

import com.numeneon.notification.eventlog.EventLog;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Gives the replay what it reads from. */
@Configuration(proxyBeanMethods = false)
class EventLogConfiguration {

    @Bean
    EventLog eventLog(ConsumerSettings settings, Clock clock) {
        return new KafkaEventLog(() -> client(throwAway(settings)), () -> client(oneByOne(settings)), clock);
    }

    private static Consumer<String, byte[]> client(Map<String, Object> properties) {
        return new KafkaConsumer<>(properties, new StringDeserializer(), new ByteArrayDeserializer());
    }

    /** Goes from place to place: a fetch that waits at the end of a partition would hold up the next one. */
    private static Map<String, Object> oneByOne(ConsumerSettings settings) {
        Map<String, Object> properties = throwAway(settings);
        properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 1);
        properties.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 5);
        return properties;
    }

    /** Reads much, and holds little of each partition: the merge needs a few of all of them. */
    private static Map<String, Object> throwAway(ConsumerSettings settings) {
        Map<String, Object> properties = new HashMap<>(settings.consumer());
        properties.put(ConsumerConfig.CLIENT_ID_CONFIG, "notification-service-replay");
        properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 2_000);
        properties.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, 256 << 10);
        properties.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, 4 << 20);
        return properties;
    }
}
