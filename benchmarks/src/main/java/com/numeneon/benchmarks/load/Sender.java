package com.numeneon.benchmarks.load;

import java.io.IOException;

/** Sends requests one after the other, on one thread. */
public interface Sender extends AutoCloseable {

    /**
     * Sends one and waits for its answer.
     *
     * @param number of the request in its loop, from 0 on
     * @param dueNanos when it was to be sent, by {@link System#nanoTime}
     * @throws IOException when it failed or the answer is not the one that is wanted
     */
    void send(long number, long dueNanos) throws IOException;

    @Override
    default void close() {}
}
