package com.numeneon.notification.consumer;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** Kafka's own fake, which does not know times. */
final class TimedMockConsumer extends MockConsumer<String, byte[]> {

    private final Map<TopicPartition, Long> firstInWindow;

    /** @param firstInWindow where a time is found; no record of other partitions is as young */
    TimedMockConsumer(Map<TopicPartition, Long> firstInWindow) {
        super("earliest");
        this.firstInWindow = firstInWindow;
    }

    @Override
    public synchronized Map<TopicPartition, OffsetAndTimestamp> offsetsForTimes(Map<TopicPartition, Long> times) {
        Map<TopicPartition, OffsetAndTimestamp> found = new HashMap<>();
        times.forEach((partition, time) -> found.put(partition, found(partition, time)));
        return found;
    }

    private @Nullable OffsetAndTimestamp found(TopicPartition partition, long time) {
        Long offset = firstInWindow.get(partition);
        return offset == null ? null : new OffsetAndTimestamp(offset, time);
    }
}
