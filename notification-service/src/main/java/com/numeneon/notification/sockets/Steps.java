package com.numeneon.notification.sockets;

import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sending a socket what it missed, a step after the other, until it is over. A step that fails ends it and sends the client
 * away to come back.
 *
 * <p>Safe for all threads; at most one works at a time, and none waits.
 */
final class Steps {

    private static final Logger LOG = LoggerFactory.getLogger(Steps.class);

    private final OneAtATime turns = new OneAtATime();
    private final Predicate<SocketSession> step;
    private volatile boolean over;

    /** @param step false when there is nothing to do for now */
    Steps(Predicate<SocketSession> step) {
        this.step = step;
    }

    void end() {
        over = true;
    }

    boolean isOver() {
        return over;
    }

    /** Goes on as far as it can; to be called whenever there may be something to do. */
    void pump(SocketSession socket) {
        if (!over) {
            turns.run(() -> work(socket));
        }
    }

    private void work(SocketSession socket) {
        try {
            boolean more = true;
            while (more && !over) {
                more = step.test(socket);
            }
        } catch (RuntimeException e) {
            // An event may have been taken and not sent: the client must come back for it.
            LOG.error("what a socket missed cannot be sent sessionId={}", socket.id(), e);
            over = true;
            socket.close(CloseCode.RESTART);
        }
    }
}
