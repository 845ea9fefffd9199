package com.numeneon.notification.sockets;

/** The way to one client. No method blocks, and none throws because the client is gone. */
interface SocketChannel {

    /** Told exactly once for each {@link #send} and each numbered ping, on any thread, perhaps before {@code send} returns. */
    interface Completion {
        void written();

        void failed();
    }

    /** Called again only after the completion of the frame before. */
    void send(String text, Completion completion);

    void ping();

    /** A ping whose pong tells the number. As {@link #send}: only after the completion of what was sent before. */
    void ping(int number, Completion completion);

    /** Sends the close frame after what is being written; the client's answer ends the connection. */
    void close(CloseCode code);

    /** Drops the connection without a word; does nothing when it is gone. */
    void abort();
}
