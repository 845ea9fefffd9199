package com.numeneon.notification.sockets;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is logged about one socket: its beginning, its end, and at debug the way of each event to it. */
record SocketLog(String session, long user) {

    private static final Logger LOG = LoggerFactory.getLogger(SocketSession.class);

    void opened(boolean cursors) {
        LOG.info("socket opened sessionId={} userId={} cursors={}", session, user, cursors);
    }

    void neverOpened(CloseCode reason) {
        LOG.info("socket never opened sessionId={} userId={} reason={}", session, user, SocketEnd.word(reason));
    }

    void closed(SocketEnd end, Duration age, int framesWritten, int framesReceived) {
        LOG.info(
                "socket closed sessionId={} userId={} reason={} endedBy={} code={} seconds={} framesWritten={}"
                        + " framesReceived={}",
                session,
                user,
                end.reason(),
                end.endedBy(),
                end.code(),
                age.toSeconds(),
                framesWritten,
                framesReceived);
    }

    /** Answers whether somebody got an event; costs nothing otherwise. */
    void frame(String step, QueueItem item, SendQueue.Offer outcome) {
        if (LOG.isDebugEnabled() && item instanceof OutboundFrame frame && frame.cause() != null) {
            LOG.debug(
                    "frame {} eventId={} type={} userId={} sessionId={} origin={} outcome={}",
                    step,
                    frame.cause().eventId(),
                    frame.type(),
                    user,
                    session,
                    frame.cause().origin(),
                    outcome);
        }
    }
}
