package com.numeneon.notification.consumer;

import com.numeneon.contracts.settings.Settings;
import com.numeneon.contracts.topic.TopicProvisioner;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;

/**
 * How to reach Kafka.
 *
 * @param topics how missing topics are created
 * @param window how long events are remembered for sockets that come back
 * @param windowBytes what they may take together, about
 */
record ConsumerSettings(String bootstrapServers, TopicProvisioner topics, Duration window, int windowBytes) {

    static ConsumerSettings read(Settings settings) {
        return new ConsumerSettings(
                settings.required("KAFKA_BOOTSTRAP_SERVERS", "Kafka's brokers, as in kafka-1:9092,kafka-2:9092"),
                TopicProvisioner.of(settings),
                settings.duration("RESUME_WINDOW", Duration.ofMinutes(10), Duration.ZERO, Duration.ofHours(24)),
                settings.integer("RESUME_WINDOW_BYTES", 64 << 20, 1 << 20, 1 << 30));
    }

    Map<String, Object> admin() {
        return Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                AdminClientConfig.CLIENT_ID_CONFIG,
                "notification-service",
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                // Below what readiness allows: an attempt that fails is a sign of life.
                5_000,
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                5_000);
    }

    /** No group: nothing is shared with other pods and nothing is committed. */
    Map<String, Object> consumer() {
        return Map.ofEntries(
                Map.entry(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers),
                Map.entry(ConsumerConfig.CLIENT_ID_CONFIG, "notification-service"),
                Map.entry(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false),
                Map.entry(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false),
                // Only for a position that no longer exists: retention overtook us, or the topic was made anew.
                Map.entry(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest"),
                // Answered at the first byte; the wait bounds only the answers that bring nothing.
                Map.entry(ConsumerConfig.FETCH_MIN_BYTES_CONFIG, 1),
                Map.entry(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 500),
                // New partitions become visible with the metadata.
                Map.entry(ConsumerConfig.METADATA_MAX_AGE_CONFIG, 2_000),
                Map.entry(CommonClientConfigs.RECONNECT_BACKOFF_MAX_MS_CONFIG, 500),
                Map.entry(CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG, 5_000),
                Map.entry(CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG, 5_000));
    }

    /** Never gives up and keeps the order: what was said first about a socket is written first. */
    Map<String, Object> producer() {
        return Map.ofEntries(
                Map.entry(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers),
                Map.entry(ProducerConfig.CLIENT_ID_CONFIG, "notification-service"),
                Map.entry(ProducerConfig.ACKS_CONFIG, "all"),
                Map.entry(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true),
                Map.entry(ProducerConfig.LINGER_MS_CONFIG, 0),
                Map.entry(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, Integer.MAX_VALUE),
                Map.entry(ProducerConfig.MAX_BLOCK_MS_CONFIG, 2_000),
                Map.entry(ProducerConfig.BUFFER_MEMORY_CONFIG, 16L << 20),
                Map.entry(ProducerConfig.RETRY_BACKOFF_MAX_MS_CONFIG, 500),
                Map.entry(CommonClientConfigs.RECONNECT_BACKOFF_MAX_MS_CONFIG, 500),
                Map.entry(CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG, 5_000));
    }
}
