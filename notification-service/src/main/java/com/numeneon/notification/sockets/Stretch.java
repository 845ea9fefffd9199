package com.numeneon.notification.sockets;

import com.numeneon.notification.stream.Cursor;
import com.numeneon.notification.stream.StreamEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * For a socket that is live already: what was left for it later than its opening, by one that was found to be dead only
 * then. Comes between the live frames, no faster than the client reads.
 *
 * <p>Safe for all threads; at most one works at a time, and none waits.
 */
final class Stretch {

    private static final Logger LOG = LoggerFactory.getLogger(Stretch.class);

    private final SocketEnvironment environment;
    private final Steps steps = new Steps(this::step);
    private final Queue<Missed> given = new ConcurrentLinkedQueue<>();
    private volatile Instant begun;
    private @Nullable Missed missed;

    Stretch(SocketEnvironment environment) {
        this.environment = environment;
        this.begun = environment.clock().instant();
    }

    /** To be pumped afterwards. */
    void give(Missed events) {
        begun = environment.clock().instant();
        given.add(events);
    }

    /** Whether a client that reads at all would have read it long ago. */
    boolean isStuck(Duration limit) {
        return !steps.isOver() && environment.clock().instant().isAfter(begun.plus(limit));
    }

    boolean hasMore() {
        return !given.isEmpty();
    }

    /** Nothing is given to it any more. */
    void end() {
        steps.end();
    }

    void pump(SocketSession socket) {
        steps.pump(socket);
    }

    private boolean step(SocketSession socket) {
        if (socket.isLeaving()) {
            steps.end();
            long read = environment.journal().read();
            socket.flush(new Farewell(read, position()));
            return false;
        }
        missed = missed == null ? given.poll() : missed;
        if (missed == null) {
            socket.events().endStretch(this);
            return !steps.isOver();
        }
        if (!socket.hasRoom()) {
            return false;
        }
        return switch (missed.read(environment, () -> pump(socket))) {
            case UNDER_WAY -> false;
            case IMPOSSIBLE -> {
                LOG.warn(
                        "what was left for a socket cannot be read userId={}",
                        socket.owner().userId());
                yield end(ResumeOutcome.TOO_OLD);
            }
            case DONE -> {
                StreamEvent event = missed.next();
                if (event == null) {
                    yield end(ResumeOutcome.RECOVERED);
                }
                socket.events().sendMissed(event);
                yield true;
            }
        };
    }

    private boolean end(ResumeOutcome outcome) {
        environment.metrics().caughtUp(outcome);
        missed = null;
        return true;
    }

    /** The live frames lie further, but a position has no holes: some of them come twice. */
    private Cursor position() {
        Cursor now = environment.window().cursor();
        Cursor earliest = missed == null ? now : missed.cursor().min(now);
        for (Missed later : given) {
            earliest = later.cursor().min(earliest);
        }
        return earliest;
    }
}
