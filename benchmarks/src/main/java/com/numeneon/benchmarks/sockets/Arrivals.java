package com.numeneon.benchmarks.sockets;

import com.numeneon.benchmarks.load.Latencies;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import org.HdrHistogram.Histogram;

/**
 * Frames that are waited for: each number, so often. Times run from when its request was due, for each frame
 * ({@link #each}) and for the last one of each number ({@link #last}). Safe for all threads.
 */
public final class Arrivals implements FrameListener {

    private static final Duration STEP = Duration.ofMillis(1);

    private final long from;
    private final int frames;
    private final AtomicLongArray due;
    private final AtomicIntegerArray left;
    private final AtomicLong expected = new AtomicLong();
    private final AtomicLong arrived = new AtomicLong();
    private final Latencies each = new Latencies();
    private final Latencies last = new Latencies();

    /**
     * @param from the first number
     * @param count how many numbers at most
     * @param frames of each number
     */
    public Arrivals(long from, int count, int frames) {
        this.from = from;
        this.frames = frames;
        this.due = new AtomicLongArray(count);
        this.left = new AtomicIntegerArray(count);
    }

    /** Call it before the request is sent. */
    public void expect(long number, long dueNanos) {
        int index = Math.toIntExact(number - from);
        due.set(index, dueNanos);
        left.set(index, frames);
        expected.addAndGet(frames);
    }

    /** Call it when the request failed. */
    public void forget(long number) {
        int missing = left.getAndSet(Math.toIntExact(number - from), 0);
        expected.addAndGet(-missing);
    }

    @Override
    public void frame(byte[] buffer, int offset, int length, long nanos) {
        long number = Marker.find(buffer, offset, length);
        if (number < from || number >= from + due.length()) {
            return;
        }
        int index = (int) (number - from);
        int before = left.getAndUpdate(index, count -> Math.max(0, count - 1));
        if (before > 0) {
            long waited = nanos - due.get(index);
            each.record(waited);
            if (before == 1) {
                last.record(waited);
            }
            arrived.incrementAndGet();
        }
    }

    /** Whether all that is expected has come. */
    public boolean areAllHere() {
        return arrived.get() >= expected.get();
    }

    public long arrived() {
        return arrived.get();
    }

    /** How many have not come. */
    public long missing() {
        return Math.max(0, expected.get() - arrived.get());
    }

    /** Whether all frames of this number have come, for which it waits at most so long. */
    public boolean await(long number, Duration patience) throws InterruptedException {
        int index = Math.toIntExact(number - from);
        long end = System.nanoTime() + patience.toNanos();
        while (left.get(index) > 0 && System.nanoTime() - end < 0) {
            Thread.sleep(STEP);
        }
        return left.get(index) == 0;
    }

    /** Waits for the rest, at most so long. */
    public boolean await(Duration patience) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        while (!areAllHere() && System.nanoTime() - end < 0) {
            Thread.sleep(STEP);
        }
        return areAllHere();
    }

    /** In µs. */
    public Histogram each() {
        return each.histogram();
    }

    /** In µs, of the numbers that have come whole. */
    public Histogram last() {
        return last.histogram();
    }
}
