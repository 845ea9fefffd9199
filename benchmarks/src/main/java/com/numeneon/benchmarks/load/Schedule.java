package com.numeneon.benchmarks.load;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The times at which requests are due: one after the other at a steady rate, decided before the first is sent. What the
 * server does cannot move them, and that is the point: a request that could not be sent in time, as all senders still
 * waited for answers, has waited since it was due. Safe for all threads.
 *
 * @see <a href="https://www.scylladb.com/2021/04/22/on-coordinated-omission/">coordinated omission</a>
 */
public final class Schedule {

    private final long startNanos;
    private final double perSecond;
    private final long count;
    private final AtomicLong next = new AtomicLong();

    /**
     * @param startNanos by {@link System#nanoTime}
     * @param perSecond above 0
     */
    public Schedule(long startNanos, double perSecond, Duration time) {
        if (!(perSecond > 0)) {
            throw new IllegalArgumentException("a rate is above 0, not " + perSecond);
        }
        this.startNanos = startNanos;
        this.perSecond = perSecond;
        this.count = Math.max(1, Math.round(perSecond * time.toNanos() / 1e9));
    }

    /** How many requests it has. */
    public long count() {
        return count;
    }

    /** The next number, from 0 on, or -1 after the last one. */
    public long take() {
        long number = next.getAndIncrement();
        return number < count ? number : -1;
    }

    /** When this one is due, by {@link System#nanoTime}. */
    public long dueNanos(long number) {
        return startNanos + Math.round(number * 1e9 / perSecond);
    }
}
