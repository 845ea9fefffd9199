package com.numeneon.notification.consumer;

import com.numeneon.contracts.envelope.DecodedEvent;
import com.numeneon.contracts.envelope.EventCodec;
import com.numeneon.contracts.topic.Topic;
import com.numeneon.notification.stream.History;
import com.numeneon.notification.stream.StreamEvent;
import com.numeneon.notification.stream.StreamPosition;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads from Kafka what the window has forgotten, each time with a consumer of its own, so that live events never wait for
 * it. Bounded for one reading in records, time and memory, and in how many there are at once: somebody who was away for
 * that long does better to load their lists. Safe for all threads; blocks.
 */
final class KafkaHistory implements History {

    static final int MAX_RECORDS = 100_000;
    static final int MAX_BYTES = 4 << 20;

    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration LONGEST = Duration.ofSeconds(10);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(20);
    private static final int AT_ONCE = 2;

    private static final Logger LOG = LoggerFactory.getLogger(KafkaHistory.class);

    private final Supplier<Consumer<String, byte[]>> clients;
    private final Clock clock;
    private final Semaphore permits = new Semaphore(AT_ONCE, true);

    KafkaHistory(Supplier<Consumer<String, byte[]>> clients, Clock clock) {
        this.clients = clients;
        this.clock = clock;
    }

    @Override
    public Optional<List<StreamEvent>> read(StreamPosition from, StreamPosition to, long user) {
        Map<TopicPartition, Range> ranges = ranges(from, to);
        if (ranges.values().stream().mapToLong(Range::records).sum() > MAX_RECORDS) {
            return Optional.empty();
        }
        try {
            if (!permits.tryAcquire(LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS)) {
                return Optional.empty();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
        try (Consumer<String, byte[]> consumer = clients.get()) {
            return read(consumer, ranges, user);
        } catch (KafkaException e) {
            LOG.warn("older events cannot be read for userId={}: {}", user, e.toString());
            return Optional.empty();
        } finally {
            permits.release();
        }
    }

    private Optional<List<StreamEvent>> read(
            Consumer<String, byte[]> consumer, Map<TopicPartition, Range> ranges, long user) {
        Map<TopicPartition, Long> kept = consumer.beginningOffsets(ranges.keySet());
        if (ranges.entrySet().stream()
                .anyMatch(range -> range.getValue().from() < kept.getOrDefault(range.getKey(), 0L))) {
            return Optional.empty();
        }
        consumer.assign(ranges.keySet());
        ranges.forEach((partition, range) -> consumer.seek(partition, range.from()));
        Instant deadline = clock.instant().plus(LONGEST);
        Found found = new Found(user);
        while (!isRead(consumer, ranges)) {
            for (ConsumerRecord<String, byte[]> message : consumer.poll(POLL)) {
                Range range = ranges.get(new TopicPartition(message.topic(), message.partition()));
                if (range != null && message.offset() < range.to()) {
                    found.look(message);
                }
            }
            if (found.bytes > MAX_BYTES || clock.instant().isAfter(deadline)) {
                return Optional.empty();
            }
        }
        return Optional.of(found.inOrder());
    }

    private static boolean isRead(Consumer<?, ?> consumer, Map<TopicPartition, Range> ranges) {
        return ranges.entrySet().stream()
                .allMatch(range ->
                        consumer.position(range.getKey()) >= range.getValue().to());
    }

    private static Map<TopicPartition, Range> ranges(StreamPosition from, StreamPosition to) {
        Map<TopicPartition, Range> ranges = new HashMap<>();
        for (Topic topic : StreamPosition.TOPICS) {
            for (int partition = 0; partition < to.partitions(topic); partition++) {
                Range range = new Range(from.next(topic, partition), to.next(topic, partition));
                if (range.records() > 0) {
                    ranges.put(new TopicPartition(topic.topicName(), partition), range);
                }
            }
        }
        return ranges;
    }

    /** Offsets, the second one excluded. */
    private record Range(long from, long to) {
        long records() {
            return Math.max(0, to - from);
        }
    }

    /** What was found for one user. */
    private static final class Found {

        /** An event, and a time that never goes back within its partition. */
        private record Placed(StreamEvent event, Instant time) {}

        private final long user;
        private final SequenceFilter sequences = new SequenceFilter();
        private final Map<TopicPartition, Instant> times = new HashMap<>();
        private final List<Placed> events = new ArrayList<>();
        private long bytes;

        Found(long user) {
            this.user = user;
        }

        void look(ConsumerRecord<String, byte[]> message) {
            if (EventCodec.decode(message.headers(), message.value()) instanceof DecodedEvent.Known known
                    && RecordHandler.isNew(sequences, message, known.envelope())) {
                RecordHandler.event(message, known.envelope())
                        .filter(event -> event.isFor(user))
                        .ifPresent(event -> add(message, event));
            }
        }

        private void add(ConsumerRecord<String, byte[]> message, StreamEvent event) {
            Instant time = times.merge(
                    new TopicPartition(message.topic(), message.partition()),
                    event.time(),
                    (last, next) -> next.isAfter(last) ? next : last);
            events.add(new Placed(event, time));
            bytes += event.memoryBytes();
        }

        /** By time, but never against the order of a partition: the sort keeps equals as they are. */
        List<StreamEvent> inOrder() {
            return events.stream()
                    .sorted(Comparator.comparing(Placed::time))
                    .map(Placed::event)
                    .toList();
        }
    }
}
