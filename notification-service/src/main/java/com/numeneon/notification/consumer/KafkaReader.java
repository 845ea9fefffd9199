package com.numeneon.notification.consumer;

import com.numeneon.notification.eventlog.EventLog;
import com.numeneon.notification.eventlog.LogUnavailable;
import com.numeneon.notification.eventlog.LoggedEvent;
import com.numeneon.notification.eventlog.Place;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/** Single records, by a consumer of its own without a group. For one thread. */
final class KafkaReader implements EventLog.Reader {

    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Consumer<String, byte[]> consumer;
    private final Clock clock;

    KafkaReader(Consumer<String, byte[]> consumer, Clock clock) {
        this.consumer = consumer;
        this.clock = clock;
    }

    @Override
    public Optional<LoggedEvent> read(Place place) {
        try {
            TopicPartition partition = new TopicPartition(place.topic().topicName(), place.partition());
            consumer.assign(List.of(partition));
            consumer.seek(partition, place.offset());
            return firstFrom(place.offset());
        } catch (KafkaException e) {
            throw new LogUnavailable("Kafka cannot be read: " + e.getMessage(), e);
        }
    }

    private Optional<LoggedEvent> firstFrom(long offset) {
        Instant end = clock.instant().plus(PATIENCE);
        while (clock.instant().isBefore(end)) {
            for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
                // Where the log has nothing at this offset the client goes on with its first record.
                return record.offset() == offset ? Optional.of(new LogReader().read(record)) : Optional.empty();
            }
        }
        throw new LogUnavailable("Kafka gave nothing for " + PATIENCE.toSeconds() + " s.");
    }

    @Override
    public void close() {
        KafkaEventLog.close(consumer);
    }
}
