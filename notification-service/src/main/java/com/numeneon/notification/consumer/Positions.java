package com.numeneon.notification.consumer;

import com.numeneon.contracts.topic.Topic;
import com.numeneon.notification.stream.StreamPosition;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where this pod stands in every partition of every topic. The first {@link #assign} notes the end offsets: up to there
 * the pod reads before it is ready ({@link #isFilled}), revocations and sessions from their first record, the other topics
 * from where the window of time begins. A position survives its consumer, so a new consumer goes on where the last one stopped.
 *
 * <p>For the consumer thread alone.
 */
final class Positions {

    private static final Logger LOG = LoggerFactory.getLogger(Positions.class);

    private static final Duration LONGEST_QUESTION = Duration.ofSeconds(5);

    private static final Duration LONGEST_LOOK = Duration.ofMillis(500);

    private final Duration window;
    private final Clock clock;
    private final Map<TopicPartition, Long> next = new HashMap<>();
    private final Map<TopicPartition, Long> toFill = new HashMap<>();

    /** @param window how far back it begins to read */
    Positions(Duration window, Clock clock) {
        this.window = window;
        this.clock = clock;
    }

    /** Begins anew with the next {@link #assign}. */
    void forget() {
        next.clear();
        toFill.clear();
    }

    /**
     * Asks the broker for what is not known yet.
     *
     * @return whether this was the first time: there is no earlier position
     */
    boolean assign(Consumer<?, ?> consumer) {
        Set<TopicPartition> partitions = partitionsOf(consumer, LONGEST_QUESTION);
        partitions.addAll(next.keySet());
        consumer.assign(partitions);
        boolean first = next.isEmpty();
        if (first) {
            requireEveryTopic(partitions);
            noteStart(consumer, partitions);
        }
        partitions.forEach(partition -> consumer.seek(partition, next.computeIfAbsent(partition, p -> 0L)));
        return first;
    }

    private void noteStart(Consumer<?, ?> consumer, Set<TopicPartition> partitions) {
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        long windowStart = clock.instant().minus(window).toEpochMilli();
        Map<TopicPartition, Long> times = new HashMap<>();
        Set<TopicPartition> whole = new HashSet<>();
        for (TopicPartition partition : partitions) {
            if (isReadFromItsFirstRecord(partition)) {
                whole.add(partition);
            } else {
                times.put(partition, windowStart);
            }
        }
        next.putAll(ends);
        consumer.offsetsForTimes(times).forEach((partition, first) -> {
            if (first != null) {
                next.put(partition, first.offset());
            }
        });
        next.putAll(consumer.beginningOffsets(whole));
        toFill.putAll(ends);
    }

    private static boolean isReadFromItsFirstRecord(TopicPartition partition) {
        return partition.topic().equals(Topic.REVOCATIONS.topicName())
                || partition.topic().equals(Topic.SESSIONS.topicName());
    }

    /** Of the topics that bring frames. */
    StreamPosition position() {
        StreamPosition position = StreamPosition.START;
        for (Map.Entry<TopicPartition, Long> entry : next.entrySet()) {
            Topic topic = Topic.named(entry.getKey().topic());
            if (StreamPosition.isCounted(topic)) {
                position = position.with(topic, entry.getKey().partition(), entry.getValue());
            }
        }
        return position;
    }

    /** Whether a partition begins again before where it was read to: its topic was made anew, or lost its end. */
    boolean wentBack(ConsumerRecords<?, ?> records) {
        return records.partitions().stream()
                .anyMatch(
                        partition -> records.records(partition).getFirst().offset() < next.getOrDefault(partition, 0L));
    }

    void advance(ConsumerRecords<?, ?> records) {
        records.nextOffsets().forEach((partition, offset) -> next.put(partition, offset.offset()));
    }

    /** Whether everything that was there at the start, and has to be known before the pod is ready, was read. */
    boolean isFilled(Consumer<?, ?> consumer) {
        toFill.entrySet().removeIf(end -> consumer.position(end.getKey()) >= end.getValue());
        return toFill.isEmpty() && !next.isEmpty();
    }

    /** Adds partitions that did not exist before, from their first record on. Reads cached metadata, asks hardly ever. */
    void adoptNewPartitions(Consumer<?, ?> consumer) {
        Set<TopicPartition> found;
        try {
            found = partitionsOf(consumer, LONGEST_LOOK);
        } catch (TimeoutException e) {
            // No broker is left, so the client has thrown its metadata away. Polls go on; later is early enough.
            return;
        }
        found.removeAll(next.keySet());
        if (found.isEmpty()) {
            return;
        }
        Set<TopicPartition> all = new HashSet<>(next.keySet());
        all.addAll(found);
        consumer.assign(all);
        for (TopicPartition partition : found) {
            next.put(partition, 0L);
            consumer.seek(partition, 0L);
            LOG.info("new partition topic={} partition={}", partition.topic(), partition.partition());
        }
    }

    private static Set<TopicPartition> partitionsOf(Consumer<?, ?> consumer, Duration limit) {
        Set<TopicPartition> partitions = new HashSet<>();
        for (Topic topic : Topic.values()) {
            List<PartitionInfo> infos = consumer.partitionsFor(topic.topicName(), limit);
            if (infos != null) {
                infos.forEach(info -> partitions.add(new TopicPartition(info.topic(), info.partition())));
            }
        }
        return partitions;
    }

    /** A topic made a moment ago may be unknown to the broker that was asked; starting without it would lose its start. */
    private static void requireEveryTopic(Set<TopicPartition> partitions) {
        for (Topic topic : Topic.values()) {
            if (partitions.stream().noneMatch(partition -> partition.topic().equals(topic.topicName()))) {
                throw new UnknownTopicOrPartitionException(topic.topicName() + " is not there yet");
            }
        }
    }
}
