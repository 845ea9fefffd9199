package com.numeneon.notification.consumer;

import com.numeneon.contracts.topic.Topic;
import com.numeneon.notification.eventlog.EventLog;
import com.numeneon.notification.eventlog.LogUnavailable;
import com.numeneon.notification.stream.StreamPosition;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;

/**
 * The log of events as Kafka keeps it. Each window has a throw-away consumer of its own, without a group: it shares nothing
 * with the one that live frames come from, and works while that one is dead. Safe for all threads; blocks.
 */
final class KafkaEventLog implements EventLog {

    /**
     * What is read before the window and not shown, to know what of the window is late: a relay that has crashed repeats
     * records within seconds.
     */
    static final Duration RUN_UP = Duration.ofMinutes(1);

    private static final List<Topic> TOPICS = Stream.concat(
                    StreamPosition.TOPICS.stream(), Stream.of(Topic.REVOCATIONS))
            .toList();

    private final Supplier<Consumer<String, byte[]>> clients;
    private final Supplier<Consumer<String, byte[]>> readers;
    private final Clock clock;

    /**
     * @param clients for whoever reads a stretch
     * @param readers for whoever reads single records
     */
    KafkaEventLog(Supplier<Consumer<String, byte[]>> clients, Supplier<Consumer<String, byte[]>> readers, Clock clock) {
        this.clients = clients;
        this.readers = readers;
        this.clock = clock;
    }

    @Override
    public Window open(Instant since, @Nullable Instant until) {
        Consumer<String, byte[]> consumer = connected(clients);
        try {
            return open(consumer, since, until);
        } catch (KafkaException e) {
            close(consumer);
            throw new LogUnavailable("Kafka cannot be read: " + e.getMessage(), e);
        }
    }

    @Override
    public Reader reader() {
        return new KafkaReader(connected(readers), clock);
    }

    /** A client is not even made where the brokers' names have no address. */
    private static Consumer<String, byte[]> connected(Supplier<Consumer<String, byte[]>> clients) {
        try {
            return clients.get();
        } catch (KafkaException e) {
            throw new LogUnavailable("Kafka cannot be read: " + e.getMessage(), e);
        }
    }

    private Window open(Consumer<String, byte[]> consumer, Instant since, @Nullable Instant until) {
        List<TopicPartition> partitions = partitionsOf(consumer);
        // Before it asks for offsets: the client warns of those that it gets for others.
        consumer.assign(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        Map<TopicPartition, Long> starts = consumer.beginningOffsets(partitions);
        Map<TopicPartition, Long> from = offsetsAt(consumer, ends, since.minus(RUN_UP));
        Map<TopicPartition, Long> to = until == null ? ends : offsetsAt(consumer, ends, until);
        List<PartitionRange> ranges = new ArrayList<>();
        for (TopicPartition partition : partitions) {
            long start = starts.getOrDefault(partition, 0L);
            long begin = Math.max(start, from.getOrDefault(partition, start));
            ranges.add(new PartitionRange(partition, begin, Math.max(begin, to.getOrDefault(partition, begin))));
        }
        return new KafkaWindow(consumer, ranges, keptSince(consumer, starts, since), clock);
    }

    /** Also of a thread that was interrupted, which the client reports after it has closed. */
    static void close(Consumer<?, ?> consumer) {
        try {
            consumer.close();
        } catch (InterruptException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The first offset of this time or later, which is the end where there is none. */
    private static Map<TopicPartition, Long> offsetsAt(
            Consumer<?, ?> consumer, Map<TopicPartition, Long> ends, Instant time) {
        Map<TopicPartition, Long> offsets = new HashMap<>(ends);
        firstSince(consumer, ends, time.toEpochMilli())
                .forEach((partition, first) -> offsets.merge(partition, first.offset(), Math::min));
        return offsets;
    }

    /** The latest time before which some partition has lost records, if that lies in the window. */
    private static @Nullable Instant keptSince(
            Consumer<?, ?> consumer, Map<TopicPartition, Long> starts, Instant since) {
        Map<TopicPartition, Long> cut = starts.entrySet().stream()
                .filter(start -> start.getValue() > 0)
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        return firstSince(consumer, cut, 0).values().stream()
                .map(first -> Instant.ofEpochMilli(first.timestamp()))
                .filter(oldest -> oldest.isAfter(since))
                .max(Instant::compareTo)
                .orElse(null);
    }

    private static Map<TopicPartition, OffsetAndTimestamp> firstSince(
            Consumer<?, ?> consumer, Map<TopicPartition, Long> partitions, long millis) {
        Map<TopicPartition, Long> times =
                partitions.keySet().stream().collect(Collectors.toMap(partition -> partition, partition -> millis));
        Map<TopicPartition, OffsetAndTimestamp> found = new HashMap<>();
        consumer.offsetsForTimes(times).forEach((partition, first) -> {
            if (first != null) {
                found.put(partition, first);
            }
        });
        return found;
    }

    private static List<TopicPartition> partitionsOf(Consumer<?, ?> consumer) {
        List<TopicPartition> partitions = new ArrayList<>();
        for (Topic topic : TOPICS) {
            for (PartitionInfo info :
                    Objects.requireNonNullElse(consumer.partitionsFor(topic.topicName()), List.<PartitionInfo>of())) {
                partitions.add(new TopicPartition(info.topic(), info.partition()));
            }
        }
        return partitions;
    }
}
