package com.numeneon.api.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.numeneon.contracts.settings.InvalidSetting;
import com.numeneon.contracts.settings.Settings;
import com.numeneon.contracts.topic.TopicProvisioner;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.junit.jupiter.api.Test;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

class RelaySettingsTest {

    @Test
    void one_broker_is_assumed_where_nothing_else_is_said() {
        RelaySettings settings = settings(Map.of("KAFKA_BOOTSTRAP_SERVERS", "kafka:9092"));

        assertThat(settings.bootstrapServers()).isEqualTo("kafka:9092");
        assertThat(settings.topics()).isEqualTo(new TopicProvisioner((short) 1, 1));
    }

    @Test
    void a_cluster_is_described_by_two_numbers() {
        RelaySettings settings = settings(Map.of(
                "KAFKA_BOOTSTRAP_SERVERS", "kafka:9092",
                "KAFKA_REPLICATION_FACTOR", "3",
                "KAFKA_MIN_INSYNC_REPLICAS", "2"));

        assertThat(settings.topics()).isEqualTo(new TopicProvisioner((short) 3, 2));
    }

    @Test
    void more_replicas_in_sync_than_there_are_is_an_error_with_its_name() {
        assertThatThrownBy(() ->
                        settings(Map.of("KAFKA_BOOTSTRAP_SERVERS", "kafka:9092", "KAFKA_MIN_INSYNC_REPLICAS", "2")))
                .isInstanceOf(InvalidSetting.class)
                .hasMessageContaining("KAFKA_MIN_INSYNC_REPLICAS");
    }

    @Test
    void a_relay_that_waits_for_kafka_is_never_overtaken() {
        RelaySettings settings = Pod.settings("kafka:9092");

        assertThat(settings.overtakenAfter())
                .isEqualTo(Duration.ofSeconds(15))
                .isGreaterThan(settings.deliveryTimeout().plus(settings.answerTimeout()));
        assertThatThrownBy(() -> new RelaySettings(
                        "kafka:9092",
                        settings.topics(),
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(15),
                        settings.poll(),
                        1,
                        1,
                        Map.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void the_producer_is_idempotent_and_does_not_linger() {
        assertThat(Pod.settings("kafka:9092").producerProperties())
                .containsEntry(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true)
                .containsEntry(ProducerConfig.ACKS_CONFIG, "all")
                .containsEntry(ProducerConfig.LINGER_MS_CONFIG, 0)
                .containsEntry(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 10_000)
                .containsEntry(ProducerConfig.MAX_BLOCK_MS_CONFIG, 4_000);
    }

    private static RelaySettings settings(Map<String, Object> variables) {
        var environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new MapPropertySource("test", variables));
        return RelaySettings.of(new Settings(environment::getProperty));
    }
}
