package com.numeneon.notification.sockets;

import com.numeneon.contracts.frame.Frame;
import com.numeneon.notification.stream.Backlog;
import com.numeneon.notification.stream.Cursor;
import com.numeneon.notification.stream.EventWindow;
import com.numeneon.notification.stream.StreamEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Brings a socket that asked for a cursor what it missed, no faster than it reads, and then hands it over to the live
 * stream, with nothing between and nothing twice. The first frame, each frame of the backlog and {@code resume}, which ends
 * it, carry the cursor of their place.
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
    private @Nullable ResumeOutcome outcome;
    private Backlog backlog;
    private volatile boolean live;

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
        return window.from(cursor.get().position(), user)
                .map(missed -> new CursorFeed(user, window, environment, text, missed, ResumeOutcome.RECOVERED))
                .orElseGet(() -> fromNow(user, window, environment, ResumeOutcome.TOO_OLD));
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
        if (!live && outcome != null && !outcome.isRecovered()) {
            endBacklog(socket, firstCursor);
        }
        while (!live && socket.hasRoom()) {
            StreamEvent missed = backlog.next();
            if (missed != null) {
                socket.send(OutboundFrame.of(missed)
                        .withCursor(missed.id(), new Cursor(window.epoch(), backlog.position()).text()));
            } else if (!window.join(backlog, cursor -> goLive(socket, cursor)) && !await(socket)) {
                return;
            }
        }
    }

    private void goLive(SocketSession socket, String cursor) {
        endBacklog(socket, cursor);
        live = true;
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
        if (isStuck(LONGEST_WAIT)) {
            // Ahead of all that there is: the events that it speaks of are gone.
            outcome = ResumeOutcome.UNKNOWN_EPOCH;
            backlog = window.fromNow(user);
            endBacklog(socket, new Cursor(window.epoch(), backlog.position()).text());
            return true;
        }
        environment.timer().after(PAUSE, () -> pump(socket));
        return false;
    }
}
