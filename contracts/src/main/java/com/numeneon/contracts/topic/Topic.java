package com.numeneon.contracts.topic;

import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Every topic of the system. The partition count is fixed from the start, because the order that is promised (per key)
 * holds only while a key stays in its partition.
 */
public enum Topic {
    MESSAGES("numeneon.messages", Topic.PARTITIONS, retained("delete", Duration.ofDays(7))),
    FRIENDS("numeneon.friends", Topic.PARTITIONS, retained("delete", Duration.ofDays(7))),
    POSTS("numeneon.posts", Topic.PARTITIONS, retained("delete", Duration.ofDays(7))),

    /** Read to its end by every notification pod before it is ready; kept longer than any token can live. */
    REVOCATIONS("numeneon.revocations", Topic.PARTITIONS, retained("compact,delete", Duration.ofDays(15))),

    /**
     * What notification pods tell each other of their sockets. One partition, as all of them draw the same conclusions from
     * the order of its records; and the last ten minutes are never compacted, so that one that has just started draws them
     * too. A reader may be an hour behind and still see that something is gone.
     */
    SESSIONS(
            "numeneon.sessions",
            1,
            Map.of(
                    "cleanup.policy",
                    "compact",
                    "segment.ms",
                    Long.toString(Duration.ofMinutes(10).toMillis()),
                    "min.cleanable.dirty.ratio",
                    "0.1",
                    "min.compaction.lag.ms",
                    Long.toString(Duration.ofMinutes(10).toMillis()),
                    "delete.retention.ms",
                    Long.toString(Duration.ofHours(1).toMillis())));

    /** Partitions of each topic of events. */
    public static final int PARTITIONS = 6;

    /**
     * Largest record the broker takes, bytes, headers included. An audience of 5,000 ids of 19 digits and a text of 5,000
     * characters, each six bytes when escaped, stay well below.
     */
    public static final int MAX_RECORD_BYTES = 1_000_000;

    private final String topicName;
    private final int partitions;

    @SuppressWarnings("ImmutableEnumChecker") // all of them are made by Map.of
    private final Map<String, String> retention;

    Topic(String topicName, int partitions, Map<String, String> retention) {
        this.topicName = topicName;
        this.partitions = partitions;
        this.retention = retention;
    }

    private static Map<String, String> retained(String cleanupPolicy, Duration retention) {
        return Map.of("cleanup.policy", cleanupPolicy, "retention.ms", Long.toString(retention.toMillis()));
    }

    public String topicName() {
        return topicName;
    }

    public int partitions() {
        return partitions;
    }

    /** Topic settings that never differ between installations. */
    public Map<String, String> settings() {
        Map<String, String> settings = new HashMap<>(retention);
        settings.put("message.timestamp.type", "LogAppendTime");
        settings.put("max.message.bytes", Integer.toString(MAX_RECORD_BYTES));
        return Map.copyOf(settings);
    }

    /** @throws IllegalArgumentException for a name that is not ours */
    public static Topic named(String topicName) {
        Topic topic = BY_NAME.get(topicName);
        if (topic == null) {
            throw new IllegalArgumentException("not one of our topics: " + topicName);
        }
        return topic;
    }

    private static final Map<String, Topic> BY_NAME =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(Topic::topicName, t -> t));
}
