package com.numeneon.notification.sockets;

import com.numeneon.notification.trail.StepKind;
import com.numeneon.notification.trail.Trail;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * What one socket adds to the pod's trail and to the traces of events. Frames that no event caused leave none. Safe for all
 * threads.
 */
final class SocketTrail {

    private final Trail trail;
    private final long user;
    private final UUID session;
    private final AtomicBoolean closed = new AtomicBoolean();

    /** @param session a UUID */
    SocketTrail(Trail trail, long user, String session) {
        this.trail = trail;
        this.user = user;
        this.session = UUID.fromString(session);
    }

    void opened() {
        add(StepKind.OPENED, null, 0);
    }

    /** The first word counts: why it was to end, not how it ended then. */
    void closed(int code) {
        if (closed.compareAndSet(false, true)) {
            add(StepKind.CLOSED, null, code);
        }
    }

    void queued(OutboundFrame frame) {
        if (frame.cause() != null) {
            add(
                    switch (frame.cause().origin()) {
                        case LIVE -> StepKind.QUEUED;
                        case MISSED -> StepKind.RESUMED;
                        case REPLAYED -> StepKind.REPLAYED;
                    },
                    frame.cause().eventId(),
                    0);
        }
    }

    void written(OutboundFrame frame) {
        add(StepKind.WRITTEN, frame);
        if (frame.cause() != null) {
            frame.cause().trace().written(session);
        }
    }

    void dropped(OutboundFrame frame) {
        add(StepKind.DROPPED, frame);
        lost(frame, "the socket ended before");
    }

    void refused(OutboundFrame frame) {
        add(StepKind.REFUSED, frame);
        lost(frame, "the socket had no room for it, or was on its way out");
    }

    private void lost(OutboundFrame frame, String why) {
        if (frame.cause() != null) {
            frame.cause().trace().lost(session, why);
        }
    }

    private void add(StepKind kind, OutboundFrame frame) {
        if (frame.cause() != null) {
            add(kind, frame.cause().eventId(), 0);
        }
    }

    private void add(StepKind kind, @Nullable UUID event, int code) {
        trail.add(user, session, kind, event, code);
    }
}
