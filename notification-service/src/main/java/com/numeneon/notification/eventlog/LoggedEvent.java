package com.numeneon.notification.eventlog;

import com.numeneon.contracts.event.DomainEvent;
import com.numeneon.contracts.topic.Topic;
import com.numeneon.notification.stream.StreamEvent;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One record, and what the live path makes of it.
 *
 * @param time when the log took it
 * @param headers as far as they are there: those of a broken record may still say what it was
 */
public record LoggedEvent(
        Instant time,
        Topic topic,
        int partition,
        long offset,
        @Nullable String key,
        Headers headers,
        Content content) {

    /**
     * What a record's headers say of it, as they are.
     *
     * @param subject such as {@code message:123}
     */
    public record Headers(
            @Nullable String eventId,
            @Nullable String type,
            @Nullable String subject,
            @Nullable String traceparent) {}

    public sealed interface Content {}

    /**
     * @param late whether the live path drops it, because a later one of its key came before
     * @param pushed what the live path pushes for it, made when it is asked for; empty for what brings no frame
     */
    public record Known(DomainEvent event, boolean late, Supplier<Optional<StreamEvent>> pushed) implements Content {}

    /** Of a newer build. */
    public record UnknownType() implements Content {}

    /** Not an event of ours, or a broken one. */
    public record Undecodable() implements Content {}
}
