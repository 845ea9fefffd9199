package com.numeneon.notification.consumer;

import com.numeneon.contracts.topic.Topic;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where this pod stands in every partition of every topic. The first {@link #assign} notes the end offsets: revocations
 * are read from their first record up to there before the pod is ready ({@link #isFilled}), the other topics from there
 * on. A position survives its consumer, so a new consumer goes on where the last one stopped.
 *
 * <p>For the consumer thread alone.
 */
final class Positions {

    private static final Logger LOG = LoggerFactory.getLogger(Positions.class);

    private final Map<TopicPartition, Long> next = new HashMap<>();
    private final Map<TopicPartition, Long> toFill = new HashMap<>();

    /** Asks the broker for what is not known yet. */
    void assign(Consumer<?, ?> consumer) {
        Set<TopicPartition> partitions = partitionsOf(consumer);
        partitions.addAll(next.keySet());
        consumer.assign(partitions);
        if (next.isEmpty()) {
            requireEveryTopic(partitions);
            noteStart(consumer, partitions);
        }
        partitions.forEach(partition -> consumer.seek(partition, next.computeIfAbsent(partition, p -> 0L)));
    }

    private void noteStart(Consumer<?, ?> consumer, Set<TopicPartition> partitions) {
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        Map<TopicPartition, Long> revocations = consumer.beginningOffsets(
                partitions.stream().filter(Positions::isFilledFirst).toList());
        next.putAll(ends);
        next.putAll(revocations);
        revocations.keySet().forEach(partition -> toFill.put(partition, ends.get(partition)));
    }

    private static boolean isFilledFirst(TopicPartition partition) {
        return partition.topic().equals(Topic.REVOCATIONS.topicName());
    }

    void advance(ConsumerRecords<?, ?> records) {
        records.nextOffsets().forEach((partition, offset) -> next.put(partition, offset.offset()));
    }

    /** Whether everything that was there at the start, and has to be known before the pod is ready, was read. */
    boolean isFilled(Consumer<?, ?> consumer) {
        toFill.entrySet().removeIf(end -> consumer.position(end.getKey()) >= end.getValue());
        return toFill.isEmpty() && !next.isEmpty();
    }

    /** Adds partitions that did not exist before, from their first record on. Reads cached metadata, asks nobody. */
    void adoptNewPartitions(Consumer<?, ?> consumer) {
        Set<TopicPartition> found = partitionsOf(consumer);
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

    private static Set<TopicPartition> partitionsOf(Consumer<?, ?> consumer) {
        Set<TopicPartition> partitions = new HashSet<>();
        for (Topic topic : Topic.values()) {
            List<PartitionInfo> infos = consumer.partitionsFor(topic.topicName());
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
