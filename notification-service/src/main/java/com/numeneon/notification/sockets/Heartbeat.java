package com.numeneon.notification.sockets;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * Pings every socket once per interval. The sockets lie in buckets and the timer's one thread visits one bucket each
 * 25th of the interval, so 10,000 sockets cost no timer each and 400 small writes a second instead of a burst.
 */
final class Heartbeat {

    static final int BUCKETS = 25;

    /** Periods: what is later than that was held up, and not only by a busy machine. */
    private static final int LATE = 5;

    private final List<Set<SocketSession>> buckets =
            Stream.generate(Heartbeat::newBucket).limit(BUCKETS).toList();
    private final AtomicInteger nextToFill = new AtomicInteger();
    private final Clock clock;
    private int nextToVisit;
    private Instant lastVisit;

    Heartbeat(Clock clock) {
        this.clock = clock;
        this.lastVisit = clock.instant();
    }

    private static Set<SocketSession> newBucket() {
        return ConcurrentHashMap.newKeySet();
    }

    void startOn(SocketTimer timer, Duration interval) {
        Duration period = interval.dividedBy(BUCKETS);
        timer.every(period, () -> visitUnlessLate(period));
    }

    void add(SocketSession session) {
        buckets.get(Math.floorMod(nextToFill.getAndIncrement(), BUCKETS)).add(session);
    }

    /** A pod that stood still has not read yet what its clients answered meanwhile. */
    private void visitUnlessLate(Duration period) {
        Instant now = clock.instant();
        boolean late = now.isAfter(lastVisit.plus(period.multipliedBy(LATE)));
        lastVisit = now;
        if (!late) {
            visitOneBucket();
        }
    }

    /** Ended sockets are dropped here, so that ending one needs no look-up. */
    private void visitOneBucket() {
        buckets.get(nextToVisit).removeIf(session -> !session.beat());
        nextToVisit = (nextToVisit + 1) % BUCKETS;
    }
}
