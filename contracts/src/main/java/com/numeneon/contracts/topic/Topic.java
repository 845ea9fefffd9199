package com.numeneon.contracts.topic;

import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Every topic of the system. The partition count is fixed from the start, because the order that is promised (per key)
 * holds only while a key stays in its partition.
 */
public enum Topic {
    MESSAGES("numeneon.messages", "delete", Duration.ofDays(7)),
    FRIENDS("numeneon.friends", "delete", Duration.ofDays(7)),
    POSTS("numeneon.posts", "delete", Duration.ofDays(7)),

    /** Read to its end by every notification pod before it is ready; kept longer than any token can live. */
    REVOCATIONS("numeneon.revocations", "compact,delete", Duration.ofDays(15));

    /** Partitions of each topic. */
    public static final int PARTITIONS = 6;

    /**
     * Largest record the broker takes, bytes, headers included. An audience of 5,000 ids of 19 digits and a text of 5,000
     * characters, each six bytes when escaped, stay well below.
     */
    public static final int MAX_RECORD_BYTES = 1_000_000;

    private final String topicName;
    private final String cleanupPolicy;
    private final Duration retention;

    Topic(String topicName, String cleanupPolicy, Duration retention) {
        this.topicName = topicName;
        this.cleanupPolicy = cleanupPolicy;
        this.retention = retention;
    }

    public String topicName() {
        return topicName;
    }

    /** Topic settings that never differ between installations. */
    public Map<String, String> settings() {
        return Map.of(
                "cleanup.policy",
                cleanupPolicy,
                "retention.ms",
                Long.toString(retention.toMillis()),
                "message.timestamp.type",
                "LogAppendTime",
                "max.message.bytes",
                Integer.toString(MAX_RECORD_BYTES));
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
