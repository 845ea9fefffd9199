package com.numeneon.notification.stream;

import com.numeneon.contracts.topic.Topic;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

/**
 * The next offset in every partition of the topics that bring frames. Of a partition that is not named it is 0: one that
 * appears later is read from its first record. Immutable; two positions can be incomparable, as pods read partitions in
 * different orders.
 */
public final class StreamPosition {

    /** Revocations bring no frame, and every pod knows all of them. */
    public static final List<Topic> TOPICS = List.of(Topic.MESSAGES, Topic.FRIENDS, Topic.POSTS);

    /** Before the first record of everything. */
    public static final StreamPosition START = new StreamPosition(new long[TOPICS.size()][0]);

    /** A bound for what is read from clients; ours has {@link Topic#PARTITIONS}. */
    private static final int MAX_PARTITIONS = 64;

    private final long[][] next;

    private StreamPosition(long[][] next) {
        this.next = next;
    }

    /** How many partitions of the topic this position knows. */
    public int partitions(Topic topic) {
        return next[TOPICS.indexOf(topic)].length;
    }

    /** Whether the records of this topic bring frames. */
    public static boolean isCounted(Topic topic) {
        return TOPICS.contains(topic);
    }

    public long next(Topic topic, int partition) {
        long[] partitions = next[TOPICS.indexOf(topic)];
        return partition < partitions.length ? partitions[partition] : 0;
    }

    /** This position, but with {@code offset} as the next one of the partition. */
    public StreamPosition with(Topic topic, int partition, long offset) {
        int index = TOPICS.indexOf(topic);
        long[][] changed = next.clone();
        changed[index] = Arrays.copyOf(next[index], Math.max(next[index].length, partition + 1));
        changed[index][partition] = offset;
        return new StreamPosition(changed);
    }

    /** The later of the two in each partition. */
    public StreamPosition max(StreamPosition other) {
        long[][] later = new long[TOPICS.size()][];
        for (int topic = 0; topic < later.length; topic++) {
            long[] mine = next[topic];
            long[] theirs = other.next[topic];
            later[topic] = Arrays.copyOf(mine, Math.max(mine.length, theirs.length));
            for (int partition = 0; partition < theirs.length; partition++) {
                later[topic][partition] = Math.max(later[topic][partition], theirs[partition]);
            }
        }
        return new StreamPosition(later);
    }

    /** The earlier of the two in each partition. */
    public StreamPosition min(StreamPosition other) {
        long[][] earlier = new long[TOPICS.size()][];
        for (int topic = 0; topic < earlier.length; topic++) {
            // What one of them does not name is 0 there, and so is the earlier one.
            earlier[topic] = Arrays.copyOf(next[topic], Math.min(next[topic].length, other.next[topic].length));
            for (int partition = 0; partition < earlier[topic].length; partition++) {
                earlier[topic][partition] = Math.min(earlier[topic][partition], other.next[topic][partition]);
            }
        }
        return new StreamPosition(earlier);
    }

    /** Whether nothing that {@code other} has behind it lies before this: at least as far in every partition. */
    public boolean reaches(StreamPosition other) {
        return equals(max(other));
    }

    /** A copy that can go on; for one thread. */
    Moving moving() {
        return new Moving(Arrays.stream(next).map(long[]::clone).toArray(long[][]::new));
    }

    /** A position on its way, for one thread. It never goes back. */
    static final class Moving {

        private final long[][] next;

        private Moving(long[][] next) {
            this.next = next;
        }

        /** The record at this offset lies behind. */
        void pass(Topic topic, int partition, long offset) {
            int index = TOPICS.indexOf(topic);
            if (partition >= next[index].length) {
                next[index] = Arrays.copyOf(next[index], partition + 1);
            }
            next[index][partition] = Math.max(next[index][partition], offset + 1);
        }

        StreamPosition now() {
            return new StreamPosition(Arrays.stream(next).map(long[]::clone).toArray(long[][]::new));
        }
    }

    /** Each topic's number of partitions and their offsets, as variable-length integers. */
    void writeTo(ByteBuffer bytes) {
        for (long[] partitions : next) {
            int length = partitions.length;
            while (length > 0 && partitions[length - 1] == 0) {
                length--;
            }
            VarInt.write(bytes, length);
            for (int partition = 0; partition < length; partition++) {
                VarInt.write(bytes, partitions[partition]);
            }
        }
    }

    /** @throws IllegalArgumentException for what {@link #writeTo} never wrote */
    static StreamPosition readFrom(ByteBuffer bytes) {
        long[][] next = new long[TOPICS.size()][];
        for (int topic = 0; topic < next.length; topic++) {
            long partitions = VarInt.read(bytes);
            if (partitions > MAX_PARTITIONS) {
                throw new IllegalArgumentException("more partitions than there can be");
            }
            next[topic] = new long[(int) partitions];
            for (int partition = 0; partition < partitions; partition++) {
                next[topic][partition] = VarInt.read(bytes);
            }
        }
        return new StreamPosition(next);
    }

    @Override
    public boolean equals(Object other) {
        if (!(other instanceof StreamPosition position)) {
            return false;
        }
        for (int topic = 0; topic < next.length; topic++) {
            int partitions = Math.max(next[topic].length, position.next[topic].length);
            if (!Arrays.equals(
                    Arrays.copyOf(next[topic], partitions), Arrays.copyOf(position.next[topic], partitions))) {
                return false;
            }
        }
        return true;
    }

    @Override
    public int hashCode() {
        int hash = 1;
        for (long[] partitions : next) {
            for (int partition = 0; partition < partitions.length; partition++) {
                hash += (31 * partition + 1) * Long.hashCode(partitions[partition]);
            }
        }
        return hash;
    }

    @Override
    public String toString() {
        return Arrays.deepToString(next);
    }
}
