package com.numeneon.notification.sockets;

import com.numeneon.contracts.frame.Frame;
import java.time.Duration;
import java.util.List;

/** What a socket gets before its events come to it as they are read; it is let go of then. Safe for all threads. */
sealed interface Feed permits CursorFeed, PlainFeed {

    /** The first frames of the socket. */
    List<OutboundFrame> first(Frame established);

    /** Goes on as far as the socket has room; to be called whenever it may have some. */
    void pump(SocketSession socket);

    /** Whether a client that reads at all would have read its backlog long ago. */
    boolean isStuck(Duration limit);

    /** Whether the stream has not begun anew since it was made. */
    boolean isCurrent();
}
