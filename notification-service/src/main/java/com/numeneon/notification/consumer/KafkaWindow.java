package com.numeneon.notification.consumer;

import com.numeneon.notification.eventlog.EventLog;
import com.numeneon.notification.eventlog.LogUnavailable;
import com.numeneon.notification.eventlog.LoggedEvent;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Merges the partitions by the time of their records. Only partitions of which nothing is at hand are fetched, so what is
 * held is a poll for each of them at most, however long the window is. For one thread.
 */
final class KafkaWindow implements EventLog.Window {

    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration NOTHING_CAME = Duration.ofSeconds(10);
    private static final int BATCH = 1_000;

    private final Consumer<String, byte[]> consumer;
    private final Map<TopicPartition, Lane> lanes = new LinkedHashMap<>();
    private final @Nullable Instant keptSince;
    private final Clock clock;
    private LogReader reader = new LogReader();
    private Instant lastCame;
    private boolean following;

    /** @param consumer has all of the partitions assigned, and nothing else */
    KafkaWindow(
            Consumer<String, byte[]> consumer, List<PartitionRange> ranges, @Nullable Instant keptSince, Clock clock) {
        this.consumer = consumer;
        this.keptSince = keptSince;
        this.clock = clock;
        this.lastCame = clock.instant();
        ranges.forEach(range -> lanes.put(range.partition(), new Lane(range)));
        lanes.values().forEach(lane -> consumer.seek(lane.range.partition(), lane.range.from()));
    }

    @Override
    public long records() {
        return lanes.values().stream().mapToLong(lane -> lane.range.records()).sum();
    }

    @Override
    public @Nullable Instant keptSince() {
        return keptSince;
    }

    @Override
    public boolean isAtEnd() {
        return !following && lanes.values().stream().allMatch(lane -> lane.read && lane.waiting.isEmpty());
    }

    @Override
    public void rewind() {
        reader = new LogReader();
        lastCame = clock.instant();
        for (Lane lane : lanes.values()) {
            lane.begin();
            consumer.seek(lane.range.partition(), lane.range.from());
        }
    }

    @Override
    public void follow() {
        following = true;
        consumer.resume(lanes.keySet());
        lanes.values().forEach(lane -> consumer.seek(lane.range.partition(), lane.range.to()));
    }

    @Override
    public List<LoggedEvent> next() {
        return asked(() -> following ? newest() : merged());
    }

    private List<LoggedEvent> newest() {
        List<ConsumerRecord<String, byte[]>> came = new ArrayList<>();
        consumer.poll(POLL).forEach(came::add);
        // Stable, so what has one time stays in the order of its partition.
        came.sort(Comparator.comparingLong(ConsumerRecord::timestamp));
        return came.stream().map(reader::read).toList();
    }

    private List<LoggedEvent> merged() {
        fetchWhatIsMissing();
        List<LoggedEvent> batch = new ArrayList<>();
        Lane first = earliest();
        while (first != null && batch.size() < BATCH) {
            batch.add(reader.read(first.take()));
            first = earliest();
        }
        return batch;
    }

    private void fetchWhatIsMissing() {
        List<TopicPartition> missing = new ArrayList<>();
        List<TopicPartition> others = new ArrayList<>();
        lanes.forEach((partition, lane) -> (lane.isMissing() ? missing : others).add(partition));
        if (missing.isEmpty()) {
            return;
        }
        consumer.pause(others);
        consumer.resume(missing);
        for (ConsumerRecord<String, byte[]> message : consumer.poll(POLL)) {
            Lane lane = lanes.get(new TopicPartition(message.topic(), message.partition()));
            if (lane != null && message.offset() < lane.range.to()) {
                lane.waiting.add(message);
            }
            lastCame = clock.instant();
        }
        for (TopicPartition partition : missing) {
            Lane lane = lanes.get(partition);
            // Not told by the last record: the ones before the end may have been compacted away.
            if (lane != null && consumer.position(partition) >= lane.range.to()) {
                lane.read = true;
                lastCame = clock.instant();
            }
        }
        if (Duration.between(lastCame, clock.instant()).compareTo(NOTHING_CAME) > 0) {
            throw new LogUnavailable("Kafka gave nothing for " + NOTHING_CAME.toSeconds() + " s.");
        }
    }

    /** Null when it is not known yet, or nothing is left. */
    private @Nullable Lane earliest() {
        Lane earliest = null;
        for (Lane lane : lanes.values()) {
            if (lane.isMissing()) {
                return null;
            }
            if (!lane.waiting.isEmpty() && (earliest == null || lane.time() < earliest.time())) {
                earliest = lane;
            }
        }
        return earliest;
    }

    private static <T> T asked(Supplier<T> question) {
        try {
            return question.get();
        } catch (KafkaException e) {
            throw new LogUnavailable("Kafka cannot be read: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        KafkaEventLog.close(consumer);
    }

    /** What was fetched of one partition and not merged yet. */
    private static final class Lane {

        private final PartitionRange range;
        private final ArrayDeque<ConsumerRecord<String, byte[]>> waiting = new ArrayDeque<>();
        private boolean read;
        private long lastTime;

        Lane(PartitionRange range) {
            this.range = range;
            begin();
        }

        void begin() {
            waiting.clear();
            read = range.records() == 0;
            lastTime = 0;
        }

        boolean isMissing() {
            return !read && waiting.isEmpty();
        }

        /** Never goes back, should the broker's clock have done so: the order of the partition comes first. */
        long time() {
            return Math.max(lastTime, waiting.element().timestamp());
        }

        ConsumerRecord<String, byte[]> take() {
            lastTime = time();
            return waiting.remove();
        }
    }
}
