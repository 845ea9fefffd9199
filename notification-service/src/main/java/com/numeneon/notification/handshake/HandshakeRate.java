package com.numeneon.notification.handshake;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * How many handshakes a pod looks at: so many a second on average, and as many at once when it was quiet for a second. What
 * is refused costs neither a look at the token nor memory, and another pod may take it. Safe for all threads; never waits.
 *
 * <p>The default is far above what a pod sees when another one dies: its clients come back after 1, 3, 7 s, and each time a
 * whole second's worth of them is let in, so 6,000 are back within 8 s even if they come all at once and to one pod.
 */
final class HandshakeRate {

    static final String SETTING = "HANDSHAKES_PER_SECOND";
    static final int DEFAULT = 2_000;

    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final int perSecond;
    private final LongSupplier nanoTime;
    private long savedNanos = SECOND;
    private long last;

    /** @param nanoTime a monotonic clock */
    HandshakeRate(int perSecond, LongSupplier nanoTime) {
        this.perSecond = perSecond;
        this.nanoTime = nanoTime;
        this.last = nanoTime.getAsLong();
    }

    int perSecond() {
        return perSecond;
    }

    /** False when there were too many. */
    synchronized boolean take() {
        long now = nanoTime.getAsLong();
        savedNanos = Math.min(SECOND, savedNanos + now - last);
        last = now;
        long cost = SECOND / perSecond;
        if (savedNanos < cost) {
            return false;
        }
        savedNanos -= cost;
        return true;
    }
}
