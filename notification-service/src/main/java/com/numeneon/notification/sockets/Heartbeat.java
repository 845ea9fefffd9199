package com.numeneon.notification.sockets;

import java.time.Duration;
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

    private final List<Set<SocketSession>> buckets =
            Stream.generate(Heartbeat::newBucket).limit(BUCKETS).toList();
    private final AtomicInteger nextToFill = new AtomicInteger();
    private int nextToVisit;

    private static Set<SocketSession> newBucket() {
        return ConcurrentHashMap.newKeySet();
    }

    void startOn(SocketTimer timer, Duration interval) {
        timer.every(interval.dividedBy(BUCKETS), this::visitOneBucket);
    }

    void add(SocketSession session) {
        buckets.get(Math.floorMod(nextToFill.getAndIncrement(), BUCKETS)).add(session);
    }

    /** Called by one thread at a time. Ended sockets are dropped here, so that ending one needs no look-up. */
    void visitOneBucket() {
        buckets.get(nextToVisit).removeIf(session -> !session.beat());
        nextToVisit = (nextToVisit + 1) % BUCKETS;
    }
}
