package com.numeneon.notification.stream;

import org.jspecify.annotations.Nullable;

/**
 * The events that one user missed since some position, in this pod's order, up to now and on. It holds the events that it
 * has not given yet, also when the window has forgotten them. For one thread at a time.
 */
public final class Backlog {

    private final StreamPosition start;
    private final StreamPosition.Moving position;
    private final long user;
    private EventWindow.Node at;

    Backlog(EventWindow.Node at, StreamPosition start, long user) {
        this.at = at;
        this.start = start;
        this.position = start.moving();
        this.user = user;
    }

    /** The next one; null when there is none for now. */
    public @Nullable StreamEvent next() {
        for (EventWindow.Node node = at.next; node != null; node = node.next) {
            at = node;
            StreamEvent event = node.event;
            if (event != null) {
                position.pass(event.topic(), event.partition(), event.offset());
                if (event.isFor(user) && event.offset() >= start.next(event.topic(), event.partition())) {
                    return event;
                }
            }
        }
        return null;
    }

    /** An older event was given from elsewhere. */
    public void pass(StreamEvent older) {
        position.pass(older.topic(), older.partition(), older.offset());
    }

    /** Where its reader stands after what {@link #next} gave last. */
    public StreamPosition position() {
        return position.now();
    }

    /** Where its reader stood at first: perhaps further than this pod has read by now. */
    public StreamPosition start() {
        return start;
    }

    /** Whether there is nothing left, for anybody. */
    public boolean isAtEnd() {
        return at.next == null;
    }
}
