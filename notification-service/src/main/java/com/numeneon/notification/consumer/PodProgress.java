package com.numeneon.notification.consumer;

import com.numeneon.notification.sessions.SessionWatch;
import com.numeneon.notification.sockets.SocketRegistry;
import com.numeneon.notification.stream.EventWindow;
import com.numeneon.notification.stream.StreamPosition;
import com.numeneon.notification.trail.Trail;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the rest of the pod makes of the consumer's progress. For the consumer thread alone. */
record PodProgress(EventWindow window, SocketRegistry sockets, SessionWatch sessions, Trail trail)
        implements EventConsumer.Progress {

    private static final Logger LOG = LoggerFactory.getLogger(PodProgress.class);

    @Override
    public void began(long epoch, StreamPosition position) {
        window.restart(epoch, position);
        trail.streamBeganAnew(position);
        sockets.streamBeganAnew();
        sessions.restart();
    }

    @Override
    public void filled() {
        trail.goLive(window.cursor().position());
        sessions.filled();
    }

    @Override
    public void round() {
        try {
            sessions.round();
        } catch (RuntimeException e) {
            LOG.error("the duties towards other pods failed", e);
        }
    }
}
