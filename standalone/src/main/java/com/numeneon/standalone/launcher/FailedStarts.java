package com.numeneon.standalone.launcher;

import java.time.Duration;
import java.util.ArrayDeque;

/** Counts the starts of one part that failed: {@value #MOST} within a minute are taken as beyond hope. */
final class FailedStarts {

    static final int MOST = 5;

    private static final Duration WINDOW = Duration.ofMinutes(1);

    private final ArrayDeque<Long> times = new ArrayDeque<>();

    /**
     * @param nanoTime of a clock that never goes backward
     * @return whether this was the last one to be borne
     */
    boolean add(long nanoTime) {
        times.addLast(nanoTime);
        while (nanoTime - times.getFirst() > WINDOW.toNanos()) {
            times.removeFirst();
        }
        return times.size() >= MOST;
    }
}
