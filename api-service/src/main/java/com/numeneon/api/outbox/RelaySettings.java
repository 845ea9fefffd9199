package com.numeneon.api.outbox;

import com.numeneon.contracts.settings.Settings;
import com.numeneon.contracts.topic.TopicProvisioner;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * How the relay works.
 *
 * @param topics how missing topics are created
 * @param deliveryTimeout how long a batch may take until Kafka has it
 * @param answerTimeout how long one answer of a broker is waited for; a send can block for this long
 * @param overtakenAfter how long Postgres lets the relay's transaction idle before it ends it, lock and all
 * @param poll how long a relay sleeps that nobody wakes
 * @param batchRows most rows in a batch
 * @param batchBytes payload bytes after which a batch takes no further row; bounds memory, and stays below the producer's
 *     buffer (32 MB), so that a send never waits for room
 * @param clientProperties Kafka's own properties, for all clients; these win over ours
 */
record RelaySettings(
        String bootstrapServers,
        TopicProvisioner topics,
        Duration deliveryTimeout,
        Duration answerTimeout,
        Duration overtakenAfter,
        Duration poll,
        int batchRows,
        int batchBytes,
        Map<String, Object> clientProperties) {

    RelaySettings {
        clientProperties = Map.copyOf(clientProperties);
        if (answerTimeout.compareTo(deliveryTimeout) > 0) {
            throw new IllegalArgumentException("an answer may not take longer than the delivery");
        }
        if (overtakenAfter.compareTo(deliveryTimeout.plus(answerTimeout)) <= 0) {
            // The last send may begin just before the deadline and block for the answer timeout.
            throw new IllegalArgumentException("a relay that only waits for Kafka must not be overtaken");
        }
    }

    /** {@code KAFKA_BOOTSTRAP_SERVERS}, {@code KAFKA_REPLICATION_FACTOR} and {@code KAFKA_MIN_INSYNC_REPLICAS}. */
    static RelaySettings of(Settings environment) {
        return withDefaults(
                environment.required("KAFKA_BOOTSTRAP_SERVERS", "Kafka's brokers, as in kafka-1:9092,kafka-2:9092"),
                TopicProvisioner.of(environment));
    }

    static RelaySettings withDefaults(String bootstrapServers, TopicProvisioner topics) {
        Duration deliveryTimeout = Duration.ofSeconds(10);
        return new RelaySettings(
                bootstrapServers,
                topics,
                deliveryTimeout,
                Duration.ofSeconds(4),
                deliveryTimeout.plusSeconds(5),
                Duration.ofSeconds(1),
                500,
                8_000_000,
                Map.of());
    }

    Map<String, Object> adminProperties() {
        Map<String, Object> properties = new HashMap<>(commonProperties());
        properties.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, millis(deliveryTimeout));
        properties.putAll(clientProperties);
        return properties;
    }

    /** Idempotent, so that the producer's own retries neither repeat nor reorder; no linger, because somebody waits. */
    Map<String, Object> producerProperties() {
        Map<String, Object> properties = new HashMap<>(commonProperties());
        properties.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, StringSerializer.class);
        properties.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        properties.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        properties.put(ProducerConfig.ACKS_CONFIG, "all");
        properties.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        properties.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, millis(deliveryTimeout));
        properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, millis(answerTimeout));
        // After five quiet minutes the producer would forget the topics, and the next message would wait for them.
        properties.put(ProducerConfig.METADATA_MAX_IDLE_CONFIG, millis(Duration.ofDays(1)));
        properties.putAll(clientProperties);
        return properties;
    }

    private Map<String, Object> commonProperties() {
        return Map.of(
                CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                CommonClientConfigs.CLIENT_ID_CONFIG,
                "outbox-relay",
                CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG,
                millis(answerTimeout));
    }

    private static int millis(Duration duration) {
        return Math.toIntExact(duration.toMillis());
    }
}
