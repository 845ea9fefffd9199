package com.numeneon.notification.sockets;

import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Whether a client sends more than 20 frames in any second: exact, by the times of the last 20. Most clients never send
 * one, so the memory is taken with the first. For one thread at a time.
 */
final class FrameRate {

    static final int MAX_PER_SECOND = 20;

    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private long @Nullable [] lastTimes;
    private int count;

    /** @param nanoTime of a monotonic clock */
    boolean isFlooding(long nanoTime) {
        if (lastTimes == null) {
            lastTimes = new long[MAX_PER_SECOND];
        }
        int slot = count % MAX_PER_SECOND;
        boolean flooding = count >= MAX_PER_SECOND && nanoTime - lastTimes[slot] < SECOND;
        lastTimes[slot] = nanoTime;
        // Stays in the range where "at least 20 seen" holds, whatever the number of frames.
        count = count + 1 < 2 * MAX_PER_SECOND ? count + 1 : MAX_PER_SECOND;
        return flooding;
    }
}
