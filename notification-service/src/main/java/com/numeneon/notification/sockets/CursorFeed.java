package com.numeneon.notification.sockets;

import com.numeneon.contracts.frame.Frame;
import com.numeneon.notification.stream.Backlog;
import com.numeneon.notification.stream.Cursor;
import com.numeneon.notification.stream.EventWindow;
import com.numeneon.notification.stream.StreamEvent;
import com.numeneon.notification.stream.StreamPosition;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Brings a socket that asked for a cursor what it missed, no faster than it reads, and then hands it over to the live stream,
 * with nothing between and nothing twice. What the window has forgotten comes from the {@link History}. The first frame,
 * each frame of the backlog and {@code resume}, which ends it, carry the cursor of their place.
 *
 * <p>Safe for all threads; at most one works at a time, and none waits.
 */
final class CursorFeed {

    /** Longer than any pod lies behind another while both can read Kafka. */
    static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

    private static final Duration PAUSE = Duration.ofMillis(20);

    private final long user;
    private final EventWindow window;
    private final SocketEnvironment environment;
    private final Instant since;
    private final AtomicInteger calls = new AtomicInteger();
    private final String firstCursor;
    private final ArrayDeque<StreamEvent> older = new ArrayDeque<>();
    private @Nullable ResumeOutcome outcome;
    private @Nullable Forgotten forgotten;
    private final AtomicReference<@Nullable Optional<List<StreamEvent>>> found = new AtomicReference<>();
    private boolean asked;
    private @Nullable Instant aheadSince;
    private Backlog backlog;
    private volatile boolean live;

    /** What must be read before the backlog. */
    private record Forgotten(StreamPosition from, StreamPosition to) {}

    private CursorFeed(
            long user,
            EventWindow window,
            SocketEnvironment environment,
            String firstCursor,
            Backlog backlog,
            @Nullable ResumeOutcome outcome) {
        this.user = user;
        this.window = window;
        this.environment = environment;
        this.since = environment.clock().instant();
        this.firstCursor = firstCursor;
        this.backlog = backlog;
        this.outcome = outcome;
    }

    /** For somebody who is new here. */
    static CursorFeed fromNow(long user, EventWindow window, SocketEnvironment environment) {
        return fromNow(user, window, environment, null);
    }

    /** For somebody who was here before, as the cursor says. */
    static CursorFeed since(String text, long user, EventWindow window, SocketEnvironment environment) {
        Optional<Cursor> cursor = Cursor.parse(text);
        if (cursor.isEmpty()) {
            return fromNow(user, window, environment, ResumeOutcome.NOT_A_CURSOR);
        }
        if (cursor.get().epoch() != window.epoch()) {
            return fromNow(user, window, environment, ResumeOutcome.UNKNOWN_EPOCH);
        }
        StreamPosition position = cursor.get().position();
        return window.from(position, user)
                .map(missed -> new CursorFeed(user, window, environment, text, missed, ResumeOutcome.RECOVERED))
                .orElseGet(() -> fromHistory(text, position, user, window, environment));
    }

    /** Some of it may be forgotten; what is remembered now is held until the rest was read. */
    private static CursorFeed fromHistory(
            String text, StreamPosition position, long user, EventWindow window, SocketEnvironment environment) {
        EventWindow.Remembered remembered = window.rememberedSince(position, user);
        CursorFeed feed =
                new CursorFeed(user, window, environment, text, remembered.backlog(), ResumeOutcome.RECOVERED);
        feed.forgotten = new Forgotten(position, remembered.start());
        return feed;
    }

    private static CursorFeed fromNow(
            long user, EventWindow window, SocketEnvironment environment, @Nullable ResumeOutcome outcome) {
        Backlog nothing = window.fromNow(user);
        String cursor = new Cursor(window.epoch(), nothing.position()).text();
        return new CursorFeed(user, window, environment, cursor, nothing, outcome);
    }

    /** Where the socket stands before its first event. */
    String firstCursor() {
        return firstCursor;
    }

    /** Whether events are delivered to it as they come. */
    boolean isLive() {
        return live;
    }

    /** Whether a client that reads at all would have read its backlog long ago. */
    boolean isStuck(Duration limit) {
        return !live && environment.clock().instant().isAfter(since.plus(limit));
    }

    /** Goes on as far as the socket has room; to be called whenever it may have some. */
    void pump(SocketSession socket) {
        if (live || calls.getAndIncrement() > 0) {
            return;
        }
        int answered = 1;
        do {
            work(socket);
            answered = calls.addAndGet(-answered);
        } while (answered > 0);
    }

    private void work(SocketSession socket) {
        if (forgotten != null && !hasRead(forgotten, socket)) {
            return;
        }
        if (outcome != null && !outcome.isRecovered()) {
            endBacklog(socket, cursor());
        }
        while (!live && socket.hasRoom()) {
            StreamEvent missed = next();
            if (missed != null) {
                socket.send(OutboundFrame.of(missed).withCursor(missed.id(), cursor()));
            } else if (!window.join(backlog, cursor -> goLive(socket, cursor)) && !await(socket)) {
                return;
            }
        }
    }

    /** Has it read elsewhere, as that takes seconds; false while there is nothing to do but to wait for it. */
    private boolean hasRead(Forgotten part, SocketSession socket) {
        if (!asked) {
            asked = true;
            environment.writers().execute(() -> {
                found.set(environment.history().read(part.from(), part.to(), user));
                pump(socket);
            });
        }
        Optional<List<StreamEvent>> events = found.get();
        if (events == null) {
            return false;
        }
        forgotten = null;
        events.ifPresentOrElse(older::addAll, () -> {
            outcome = ResumeOutcome.TOO_OLD;
            backlog = window.fromNow(user);
        });
        return true;
    }

    private @Nullable StreamEvent next() {
        StreamEvent event = older.poll();
        if (event == null) {
            return backlog.next();
        }
        backlog.pass(event);
        return event;
    }

    private void goLive(SocketSession socket, String cursor) {
        endBacklog(socket, cursor);
        live = true;
    }

    /** Where the socket stands within its backlog. */
    private String cursor() {
        return new Cursor(window.epoch(), backlog.position()).text();
    }

    /** Nothing to be said to a client that missed nothing because it is new, or that was told before. */
    private void endBacklog(SocketSession socket, String cursor) {
        if (outcome != null) {
            environment.metrics().resumed(outcome);
            Frame.Resume end = new Frame.Resume(outcome.isRecovered(), outcome.reason());
            socket.send(OutboundFrame.of(end, null).withCursor(null, cursor));
            outcome = null;
        }
    }

    /** Whether to go on at once: either something came meanwhile, or the cursor is ahead of this pod. */
    private boolean await(SocketSession socket) {
        if (!backlog.isAtEnd()) {
            return true;
        }
        Instant now = environment.clock().instant();
        aheadSince = aheadSince == null ? now : aheadSince;
        if (now.isAfter(aheadSince.plus(LONGEST_WAIT))) {
            // Ahead of all that there is: the events that it speaks of are gone.
            outcome = ResumeOutcome.UNKNOWN_EPOCH;
            backlog = window.fromNow(user);
            endBacklog(socket, cursor());
            return true;
        }
        environment.timer().after(PAUSE, () -> pump(socket));
        return false;
    }
}
