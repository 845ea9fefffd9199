package com.numeneon.notification.sessions;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/** The sockets of this pod whose turn has not come, none of them for longer than it may. Safe for all threads. */
final class WaitingSockets {

    /** After that a socket begins without a claim, whatever the others say. */
    static final Duration LONGEST = Duration.ofSeconds(10);

    private final Map<String, Long> deadlines = new ConcurrentHashMap<>();
    private final LongSupplier nanoTime;

    WaitingSockets(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    void add(String session) {
        deadlines.put(session, nanoTime.getAsLong() + LONGEST.toNanos());
    }

    /** Its record will never be written: there is nothing to wait for. */
    void giveUp(String session) {
        deadlines.replace(session, nanoTime.getAsLong());
    }

    /** Whether it waited until now. */
    boolean remove(String session) {
        return deadlines.remove(session) != null;
    }

    List<String> overdue() {
        long now = nanoTime.getAsLong();
        return deadlines.entrySet().stream()
                .filter(socket -> now - socket.getValue() >= 0)
                .map(Map.Entry::getKey)
                .toList();
    }

    List<String> all() {
        return List.copyOf(deadlines.keySet());
    }
}
