package com.numeneon.api.outbox;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An event that Kafka refused, without what it says.
 *
 * @param sequence its number in the outbox
 * @param type null when its headers have none, as the next
 * @param time when it was written
 * @param bytes of its payload
 */
record ParkedEvent(
        long sequence,
        @Nullable String type,
        @Nullable String eventId,
        String topic,
        String key,
        Instant time,
        Instant parkedAt,
        String reason,
        int bytes) {}
