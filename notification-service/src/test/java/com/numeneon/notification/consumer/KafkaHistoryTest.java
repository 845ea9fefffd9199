package com.numeneon.notification.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import com.numeneon.contracts.envelope.EncodedEvent;
import com.numeneon.contracts.envelope.EventCodec;
import com.numeneon.contracts.envelope.EventEnvelope;
import com.numeneon.contracts.event.MessageSent;
import com.numeneon.contracts.topic.Topic;
import com.numeneon.notification.stream.StreamEvent;
import com.numeneon.notification.stream.StreamPosition;
import com.numeneon.notification.testing.Events;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;

class KafkaHistoryTest {

    private static final long USER = 5;
    private static final TopicPartition PARTITION = new TopicPartition(Topic.MESSAGES.topicName(), 0);
    private static final StreamPosition END = StreamPosition.START.with(Topic.MESSAGES, 0, 2);

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final ArrayDeque<Consumer<String, byte[]>> clients = new ArrayDeque<>();
    private final KafkaHistory history = new KafkaHistory(clients::remove, Clock.systemUTC(), meters);

    @Test
    void what_is_there_is_read() {
        clients.add(withTwoEvents(0));

        assertThat(read()).hasValueSatisfying(events -> assertThat(events).hasSize(2));
        assertThat(outcomes("read")).isOne();
    }

    @Test
    void a_reading_that_fails_for_a_passing_reason_is_tried_once_more() {
        MockConsumer<String, byte[]> broken = broken();
        clients.add(broken);
        clients.add(withTwoEvents(0));

        assertThat(read()).hasValueSatisfying(events -> assertThat(events).hasSize(2));
        assertThat(broken.closed()).isTrue();
    }

    @Test
    void one_that_fails_twice_is_counted_as_a_failure_and_not_as_an_age() {
        clients.addAll(List.of(broken(), broken(), withTwoEvents(0)));

        assertThat(read()).isEmpty();
        assertThat(outcomes("failed")).isOne();
        assertThat(clients).as("left for somebody else").hasSize(1);
    }

    @Test
    void what_retention_has_removed_is_gone_and_not_asked_for_again() {
        clients.add(withTwoEvents(1));

        assertThat(read()).isEmpty();
        assertThat(outcomes("gone")).isOne();
    }

    @Test
    void more_than_is_read_for_one_client_costs_no_client_of_the_broker() {
        StreamPosition far = StreamPosition.START.with(Topic.MESSAGES, 0, KafkaHistory.MAX_RECORDS + 1L);

        assertThat(history.read(StreamPosition.START, far, USER)).isEmpty();
        assertThat(outcomes("too_much")).isOne();
    }

    @Test
    void a_reading_ends_in_time_also_when_nothing_answers() {
        KafkaHistory nobody = new KafkaHistory(
                () -> new KafkaConsumer<>(
                        Map.of("bootstrap.servers", "127.0.0.1:1"),
                        new StringDeserializer(),
                        new ByteArrayDeserializer()),
                Clock.systemUTC(),
                meters);
        Instant start = Instant.now();

        assertThat(nobody.read(StreamPosition.START, END, USER)).isEmpty();

        // The client itself would wait for a minute, and for half of one to be closed.
        assertThat(Duration.between(start, Instant.now())).isLessThan(KafkaHistory.LONGEST.plusSeconds(5));
        assertThat(outcomes("failed")).isOne();
    }

    private Optional<List<StreamEvent>> read() {
        return history.read(StreamPosition.START, END, USER);
    }

    private double outcomes(String outcome) {
        return meters.counter("numeneon.history.reads", "outcome", outcome).count();
    }

    private static MockConsumer<String, byte[]> broken() {
        MockConsumer<String, byte[]> client = withTwoEvents(0);
        client.setPollException(new KafkaException("broken"));
        return client;
    }

    /** @param kept offset of the first record that is still there */
    private static MockConsumer<String, byte[]> withTwoEvents(long kept) {
        MockConsumer<String, byte[]> client = new MockConsumer<>("earliest");
        client.updateBeginningOffsets(Map.of(PARTITION, kept));
        client.schedulePollTask(() -> {
            client.addRecord(message(0));
            client.addRecord(message(1));
        });
        return client;
    }

    private static ConsumerRecord<String, byte[]> message(long offset) {
        MessageSent sent = Events.message(USER, "number " + offset);
        EncodedEvent encoded =
                EventCodec.encode(new EventEnvelope(UUID.randomUUID(), Instant.now(), sent, offset + 1, null));
        RecordHeaders headers = new RecordHeaders();
        encoded.headers().forEach((name, value) -> headers.add(name, value.getBytes(StandardCharsets.UTF_8)));
        return new ConsumerRecord<>(
                PARTITION.topic(),
                PARTITION.partition(),
                offset,
                0L,
                TimestampType.LOG_APPEND_TIME,
                0,
                0,
                encoded.key(),
                encoded.body(),
                headers,
                Optional.empty());
    }
}
