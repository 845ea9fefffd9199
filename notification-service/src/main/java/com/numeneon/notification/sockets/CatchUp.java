package com.numeneon.notification.sockets;

import com.numeneon.notification.stream.Cursor;
import com.numeneon.notification.stream.StreamEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Brings a socket what its client missed, no faster than it reads, and then hands it over to the live stream, with nothing
 * between and nothing twice.
 *
 * <p>Safe for all threads; at most one works at a time, and none waits.
 */
final class CatchUp {

    /** Longer than any pod lies behind another while both can read Kafka. */
    static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

    private static final Duration PAUSE = Duration.ofMillis(20);

    /** What is said on the way. One thread at a time. */
    interface Course {
        void missed(SocketSession socket, StreamEvent event);

        /** What was to be given cannot be. Gives what comes instead. */
        Missed lost(SocketSession socket, ResumeOutcome why);

        /** Nothing is left: from here on events come as they are read. Runs within the window's lock. */
        void live(SocketSession socket, Cursor now);
    }

    private final SocketEnvironment environment;
    private final Course course;
    private final Steps steps = new Steps(this::step);
    private final AtomicReference<@Nullable Missed> given = new AtomicReference<>();
    private @Nullable Missed missed;
    private @Nullable Instant aheadSince;

    CatchUp(SocketEnvironment environment, Course course) {
        this.environment = environment;
        this.course = course;
    }

    /** What the socket is to get from now on; to be pumped afterwards. */
    void give(Missed events) {
        given.set(events);
    }

    boolean isOver() {
        return steps.isOver();
    }

    /** Goes on as far as the socket has room; to be called whenever it may have some. */
    void pump(SocketSession socket) {
        steps.pump(socket);
    }

    /** The position that goes with what was given last. */
    Cursor cursor() {
        if (missed == null) {
            throw new IllegalStateException("nothing was given yet");
        }
        return missed.cursor();
    }

    /** False when there is nothing to do for now. */
    private boolean step(SocketSession socket) {
        Missed fresh = given.getAndSet(null);
        if (fresh != null) {
            missed = fresh;
            aheadSince = null;
        }
        if (socket.isLeaving()) {
            long read = environment.journal().read();
            if (given.get() != null) {
                // What came just now is not part of the position that goes with this.
                return true;
            }
            steps.end();
            // Without anything given it is not known from where on it should have got something.
            socket.flush(new Farewell(read, missed == null ? null : missed.cursor()));
            return false;
        }
        if (missed == null || !socket.hasRoom()) {
            return false;
        }
        return switch (missed.read(environment, () -> pump(socket))) {
            case UNDER_WAY -> false;
            case IMPOSSIBLE -> instead(socket, ResumeOutcome.TOO_OLD);
            case DONE -> goOn(socket, missed);
        };
    }

    private boolean goOn(SocketSession socket, Missed events) {
        StreamEvent event = events.next();
        if (event != null) {
            course.missed(socket, event);
            return true;
        }
        return environment.window().join(events.backlog(), now -> live(socket, now)) || await(socket, events);
    }

    /** Unless something else was given just now: that comes first. */
    private void live(SocketSession socket, Cursor now) {
        if (given.get() == null) {
            steps.end();
            course.live(socket, now);
        }
    }

    /** Whether to go on at once: either something came meanwhile, or the client is ahead of this pod. */
    private boolean await(SocketSession socket, Missed events) {
        if (!events.backlog().isAtEnd()) {
            return true;
        }
        Instant now = environment.clock().instant();
        aheadSince = aheadSince == null ? now : aheadSince;
        if (now.isAfter(aheadSince.plus(LONGEST_WAIT))) {
            // Ahead of all that there is: the events that it speaks of are gone.
            return instead(socket, ResumeOutcome.UNKNOWN_EPOCH);
        }
        environment.timer().after(PAUSE, () -> pump(socket));
        return false;
    }

    private boolean instead(SocketSession socket, ResumeOutcome why) {
        aheadSince = null;
        missed = course.lost(socket, why);
        return true;
    }
}
