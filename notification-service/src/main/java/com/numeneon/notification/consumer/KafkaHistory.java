package com.numeneon.notification.consumer;

import com.numeneon.contracts.envelope.DecodedEvent;
import com.numeneon.contracts.envelope.EventCodec;
import com.numeneon.contracts.topic.Topic;
import com.numeneon.notification.stream.History;
import com.numeneon.notification.stream.StreamEvent;
import com.numeneon.notification.stream.StreamPosition;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Reads from Kafka what the window has forgotten, each time with a consumer of its own, so that live events never wait for
 * it. Bounded for one reading in records, time and memory, and in how many there are at once: somebody who was away for
 * that long does better to load their lists. Safe for all threads; blocks.
 */
final class KafkaHistory implements History {

    static final int MAX_RECORDS = 100_000;
    static final int MAX_BYTES = 4 << 20;

    private static final Duration POLL = Duration.ofMillis(200);
    static final Duration LONGEST = Duration.ofSeconds(10);
    /** Two attempts fit into the time of one reading. */
    private static final Duration LONGEST_ANSWER = Duration.ofSeconds(4);

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(20);
    private static final int AT_ONCE = 2;

    /** What became of one reading; the client hears of all but the first that its cursor is too old. */
    enum Outcome {
        READ,
        /** Retention was faster. */
        GONE,
        /** More than is read for one client. */
        TOO_MUCH,
        /** Others were reading all the time. */
        BUSY,
        /** The broker did not answer in time. */
        FAILED;

        String tag() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** Whether the events may well be there. */
        boolean isOurs() {
            return this == BUSY || this == FAILED;
        }
    }

    private record Reading(Outcome outcome, List<StreamEvent> events) {
        static Reading none(Outcome outcome) {
            return new Reading(outcome, List.of());
        }
    }

    private static final Logger LOG = LoggerFactory.getLogger(KafkaHistory.class);

    private final Supplier<Consumer<String, byte[]>> clients;
    private final Clock clock;
    private final MeterRegistry meters;
    private final Semaphore permits = new Semaphore(AT_ONCE, true);

    KafkaHistory(Supplier<Consumer<String, byte[]>> clients, Clock clock, MeterRegistry meters) {
        this.clients = clients;
        this.clock = clock;
        this.meters = meters;
    }

    @Override
    public Optional<List<StreamEvent>> read(StreamPosition from, StreamPosition to, long user) {
        Reading reading = readInTurn(ranges(from, to), user);
        meters.counter("numeneon.history.reads", "outcome", reading.outcome().tag())
                .increment();
        LOG.atLevel(reading.outcome().isOurs() ? Level.WARN : Level.INFO)
                .log(
                        "older events read userId={} outcome={} events={}",
                        user,
                        reading.outcome().tag(),
                        reading.events().size());
        return reading.outcome() == Outcome.READ ? Optional.of(reading.events()) : Optional.empty();
    }

    private Reading readInTurn(Map<TopicPartition, Range> ranges, long user) {
        if (ranges.values().stream().mapToLong(Range::records).sum() > MAX_RECORDS) {
            return Reading.none(Outcome.TOO_MUCH);
        }
        try {
            if (!permits.tryAcquire(LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS)) {
                return Reading.none(Outcome.BUSY);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Reading.none(Outcome.FAILED);
        }
        try {
            return readOrTryOnceMore(ranges, user, clock.instant().plus(LONGEST));
        } finally {
            permits.release();
        }
    }

    /** Once more, as a broker that restarts or a leader that moves is no reason to say that events are gone. */
    private Reading readOrTryOnceMore(Map<TopicPartition, Range> ranges, long user, Instant deadline) {
        try {
            return readWithClient(ranges, user, deadline);
        } catch (RuntimeException e) {
            LOG.warn("older events cannot be read for userId={}, tried once more: {}", user, e.toString());
        }
        try {
            return readWithClient(ranges, user, deadline);
        } catch (RuntimeException e) {
            LOG.warn("older events cannot be read for userId={}: {}", user, e.toString());
            return Reading.none(Outcome.FAILED);
        }
    }

    private Reading readWithClient(Map<TopicPartition, Range> ranges, long user, Instant deadline) {
        Consumer<String, byte[]> consumer = clients.get();
        try {
            return read(consumer, ranges, user, deadline);
        } finally {
            // Without a limit it would wait for a broker that is away.
            consumer.close(CloseOptions.timeout(POLL));
        }
    }

    private Reading read(
            Consumer<String, byte[]> consumer, Map<TopicPartition, Range> ranges, long user, Instant deadline) {
        Duration left = Duration.between(clock.instant(), deadline);
        if (!left.isPositive()) {
            return Reading.none(Outcome.FAILED);
        }
        Map<TopicPartition, Long> kept = consumer.beginningOffsets(ranges.keySet(), min(left, LONGEST_ANSWER));
        if (ranges.entrySet().stream()
                .anyMatch(range -> range.getValue().from() < kept.getOrDefault(range.getKey(), 0L))) {
            return Reading.none(Outcome.GONE);
        }
        consumer.assign(ranges.keySet());
        ranges.forEach((partition, range) -> consumer.seek(partition, range.from()));
        Found found = new Found(user);
        while (!isRead(consumer, ranges)) {
            for (ConsumerRecord<String, byte[]> message : consumer.poll(POLL)) {
                Range range = ranges.get(new TopicPartition(message.topic(), message.partition()));
                if (range != null && message.offset() < range.to()) {
                    found.look(message);
                }
            }
            if (found.bytes > MAX_BYTES) {
                return Reading.none(Outcome.TOO_MUCH);
            }
            if (clock.instant().isAfter(deadline)) {
                return Reading.none(Outcome.FAILED);
            }
        }
        return new Reading(Outcome.READ, found.inOrder());
    }

    private static Duration min(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
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
