package com.numeneon.notification.stream;

import org.jspecify.annotations.Nullable;

/**
 * The events that one user missed since some position, in this pod's order, up to now and on. It holds the events that it
 * has not given yet, also when the window has forgotten them. For one thread at a time.
 */
public final class Backlog {

    private final EventWindow.Stream stream;
    private final StreamPosition start;
    private final StreamPosition.Moving position;
    private final long user;
    private final EventWindow.@Nullable Node last;
    private final @Nullable StreamPosition end;
    private EventWindow.Node at;

    Backlog(EventWindow.Stream stream, EventWindow.Node at, StreamPosition start, long user) {
        this(stream, at, start, user, null, null);
    }

    /**
     * @param last nothing is given that was read after it
     * @param end nothing is given that lies at or behind it
     */
    Backlog(
            EventWindow.Stream stream,
            EventWindow.Node at,
            StreamPosition start,
            long user,
            EventWindow.@Nullable Node last,
            @Nullable StreamPosition end) {
        this.stream = stream;
        this.at = at;
        this.start = start;
        this.position = start.moving();
        this.user = user;
        this.last = last;
        this.end = end;
    }

    /** The next one; null when there is none for now. */
    public @Nullable StreamEvent next() {
        for (EventWindow.Node node = following(); node != null; node = following()) {
            at = node;
            StreamEvent event = node.event;
            if (event != null && isBefore(event, end)) {
                position.pass(event.topic(), event.partition(), event.offset());
                if (event.isFor(user) && !isBefore(event, start)) {
                    return event;
                }
            }
        }
        return null;
    }

    private EventWindow.@Nullable Node following() {
        return at == last ? null : at.next;
    }

    /** Whether it lies before that; everything lies before no end. */
    private static boolean isBefore(StreamEvent event, @Nullable StreamPosition place) {
        return place == null || event.offset() < place.next(event.topic(), event.partition());
    }

    /** An older event was given from elsewhere. */
    public void pass(StreamEvent older) {
        position.pass(older.topic(), older.partition(), older.offset());
    }

    /** Where its reader stands after what {@link #next} gave last. */
    public StreamPosition position() {
        return position.now();
    }

    /** {@link #position}, as a client would bring it along. */
    public Cursor cursor() {
        return new Cursor(stream.epoch(), position());
    }

    /** Where its reader stood at first: perhaps further than this pod has read by now. */
    public StreamPosition start() {
        return start;
    }

    /** Whether there is nothing left, for anybody. */
    public boolean isAtEnd() {
        return following() == null;
    }

    EventWindow.Stream stream() {
        return stream;
    }
}
