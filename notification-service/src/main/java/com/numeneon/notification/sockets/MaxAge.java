package com.numeneon.notification.sockets;

import java.time.Duration;

/**
 * How long sockets may live: each has an age of its own, evenly drawn between half of the setting and the whole, so that
 * those that were opened together do not all come back together.
 *
 * @param longest zero for as long as they like
 */
record MaxAge(Duration longest) {

    private static final long GOLDEN_RATIO = 0x9E3779B97F4A7C15L;

    /** Drawn from the id, which is random itself: so it is the same at each question. */
    boolean isReachedBy(String socketId, Duration age) {
        return longest.isPositive() && age.compareTo(of(socketId)) >= 0;
    }

    Duration of(String socketId) {
        double drawn = ((socketId.hashCode() * GOLDEN_RATIO) >>> 11) * 0x1.0p-53;
        Duration half = longest.dividedBy(2);
        return half.plusNanos((long) (half.toNanos() * drawn));
    }
}
