package com.numeneon.contracts.envelope;

import com.numeneon.contracts.event.DomainEvent;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An event with the attributes of its record.
 *
 * @param id UUIDv7, the same in every repetition of this event
 * @param time when the fact was written, before its commit
 * @param sequence id of the outbox row: rises within a key; null until the relay has read the row
 * @param traceparent W3C trace context of the request that caused it, in Kafka perhaps of its publication below that; null
 *     when there was none
 */
public record EventEnvelope(
        UUID id,
        Instant time,
        DomainEvent event,
        @Nullable Long sequence,
        @Nullable String traceparent) {}
