package com.numeneon.benchmarks.load;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Sends requests from virtual threads, each of which has one sender: as fast as answers come ({@link #closed}), or when they
 * are due ({@link #open}). The time of a latency runs from when its request was due.
 */
public final class Loop {

    /** After the last request was due, so long is waited for what is still to be sent. */
    private static final Duration GRACE = Duration.ofSeconds(10);

    private final AtomicLong done = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();
    private final AtomicReference<@Nullable String> firstFailure = new AtomicReference<>();
    private final Latencies latencies = new Latencies();
    private final Latencies lateness = new Latencies();

    private Loop() {}

    /** Each sender sends again at once; this finds the highest rate, and its latencies are those at that rate. */
    public static LoopResult closed(int senders, Duration time, Senders make) throws Exception {
        Loop loop = new Loop();
        AtomicLong numbers = new AtomicLong();
        return loop.run(senders, make, (sender, start) -> {
            long end = start + time.toNanos();
            for (long now = start; now - end < 0; now = System.nanoTime()) {
                loop.send(sender, numbers.getAndIncrement(), now);
            }
        });
    }

    /**
     * Requests at a steady rate. As many are on their way at once as there are senders; one that finds none free waits, and
     * that counts. What could not be sent 10 s after the end has failed.
     */
    public static LoopResult open(double perSecond, int senders, Duration time, Senders make) throws Exception {
        Loop loop = new Loop();
        AtomicReference<@Nullable Schedule> shared = new AtomicReference<>();
        return loop.run(senders, make, (sender, start) -> {
            shared.compareAndSet(null, new Schedule(start, perSecond, time));
            Schedule schedule = shared.get();
            if (schedule == null) {
                throw new IllegalStateException("no schedule");
            }
            long giveUp = start + time.plus(GRACE).toNanos();
            for (long number = schedule.take(); number >= 0; number = schedule.take()) {
                long due = schedule.dueNanos(number);
                loop.awaitTime(due);
                if (System.nanoTime() - giveUp > 0) {
                    loop.fail("it could not be sent within " + GRACE.toSeconds() + " s after the end");
                } else {
                    loop.send(sender, number, due);
                }
            }
        });
    }

    private interface Work {
        void run(Sender sender, long startNanos) throws Exception;
    }

    private LoopResult run(int senders, Senders make, Work work) throws Exception {
        CountDownLatch ready = new CountDownLatch(senders);
        AtomicLong start = new AtomicLong();
        CountDownLatch begin = new CountDownLatch(1);
        List<Future<?>> running = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < senders; i++) {
                int number = i;
                running.add(threads.submit(() -> {
                    Sender made;
                    try {
                        made = make.sender(number);
                    } finally {
                        ready.countDown();
                    }
                    begin.await();
                    try (Sender sender = made) {
                        work.run(sender, start.get());
                    }
                    return null;
                }));
            }
            ready.await();
            start.set(System.nanoTime());
            begin.countDown();
            for (Future<?> sender : running) {
                sender.get();
            }
            Duration elapsed = Duration.ofNanos(System.nanoTime() - start.get());
            return new LoopResult(
                    done.get(),
                    failed.get(),
                    Optional.ofNullable(firstFailure.get()),
                    elapsed,
                    latencies.histogram(),
                    lateness.histogram());
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }

    private void awaitTime(long due) {
        long wait = due - System.nanoTime();
        if (wait <= 0) {
            // All senders were busy: this is the server's time, not ours.
            return;
        }
        while (wait > 0) {
            LockSupport.parkNanos(wait);
            wait = due - System.nanoTime();
        }
        lateness.record(-wait);
    }

    private void send(Sender sender, long number, long due) {
        try {
            sender.send(number, due);
            latencies.record(System.nanoTime() - due);
            done.incrementAndGet();
        } catch (IOException e) {
            fail(String.valueOf(e.getMessage()));
        }
    }

    private void fail(String why) {
        failed.incrementAndGet();
        firstFailure.compareAndSet(null, why);
    }
}
