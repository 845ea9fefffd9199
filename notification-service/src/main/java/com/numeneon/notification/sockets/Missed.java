package com.numeneon.notification.sockets;

import com.numeneon.notification.stream.Backlog;
import com.numeneon.notification.stream.Cursor;
import com.numeneon.notification.stream.EventWindow;
import com.numeneon.notification.stream.History;
import com.numeneon.notification.stream.StreamEvent;
import com.numeneon.notification.stream.StreamPosition;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The events that one user missed: what the window has forgotten, read from the {@link History} by another thread, and then
 * what it remembers, which is held meanwhile, so that the two parts meet. For one thread at a time.
 */
final class Missed {

    /** How far the reading of what is forgotten has come. */
    enum Reading {
        DONE,
        UNDER_WAY,
        /** Some of it is gone. */
        IMPOSSIBLE
    }

    /** What must be read before the backlog. */
    private record Forgotten(long user, StreamPosition from, StreamPosition to) {}

    private final Backlog backlog;
    private final @Nullable Forgotten forgotten;
    private final ArrayDeque<StreamEvent> older = new ArrayDeque<>(0);
    private final AtomicReference<@Nullable Optional<List<StreamEvent>>> found = new AtomicReference<>();
    private boolean asked;
    private Reading reading;

    private Missed(Backlog backlog, @Nullable Forgotten forgotten) {
        this.backlog = backlog;
        this.forgotten = forgotten;
        this.reading = forgotten == null ? Reading.DONE : Reading.UNDER_WAY;
    }

    static Missed of(Backlog backlog) {
        return new Missed(backlog, null);
    }

    static Missed since(StreamPosition position, EventWindow window, long user) {
        return window.from(position, user).map(Missed::of).orElseGet(() -> {
            EventWindow.Remembered remembered = window.rememberedSince(position, user);
            return new Missed(remembered.backlog(), new Forgotten(user, position, remembered.start()));
        });
    }

    /** @param to this pod has read as far */
    static Missed between(StreamPosition from, StreamPosition to, EventWindow window, long user) {
        EventWindow.Remembered remembered = window.rememberedBetween(from, to, user);
        StreamPosition toRead = remembered.start().min(to);
        return new Missed(remembered.backlog(), from.reaches(toRead) ? null : new Forgotten(user, from, toRead));
    }

    /** Has it read, unless it was: that takes seconds. */
    Reading read(SocketEnvironment environment, Runnable whenRead) {
        if (reading == Reading.UNDER_WAY && forgotten != null) {
            if (!asked) {
                asked = true;
                environment.writers().execute(() -> {
                    found.set(environment.history().read(forgotten.from(), forgotten.to(), forgotten.user()));
                    whenRead.run();
                });
            }
            Optional<List<StreamEvent>> events = found.getAndSet(null);
            if (events != null) {
                events.ifPresent(older::addAll);
                reading = events.isPresent() ? Reading.DONE : Reading.IMPOSSIBLE;
            }
        }
        return reading;
    }

    /** The next one; null when there is none for now. To be called when all is read. */
    @Nullable
    StreamEvent next() {
        StreamEvent event = older.poll();
        if (event == null) {
            return backlog.next();
        }
        backlog.pass(event);
        return event;
    }

    Backlog backlog() {
        return backlog;
    }

    /** Where its reader stands after what {@link #next} gave last. */
    Cursor cursor() {
        return backlog.cursor();
    }
}
