package com.numeneon.benchmarks.sockets;

/** Hears what a socket gets, on that socket's thread. */
public interface FrameListener {

    /**
     * A text frame, whole.
     *
     * @param buffer holds it from {@code offset} on; it is used again after the call
     * @param nanos when it had been read, by {@link System#nanoTime}
     */
    void frame(byte[] buffer, int offset, int length, long nanos);

    /**
     * The socket has ended, other than by {@link FrameSocket#close}.
     *
     * @param code of the close frame, 1006 when there was none
     */
    default void closed(int code) {}
}
