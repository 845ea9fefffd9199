package com.numeneon.api.duties;

import java.time.Duration;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Does something again and again, on a virtual thread of its own, the first time at a random moment within the interval: so
 * pods that start together do not do it together. Nothing but {@link #stop} ends it; a failure is logged once until it
 * works again.
 */
public final class Rounds implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Rounds.class);
    private static final Duration LONGEST_STOP = Duration.ofSeconds(1);

    private final String name;
    private final Duration interval;
    private final RandomGenerator random;
    private final Round round;
    private volatile @Nullable Thread thread;

    /** What is done. Ends early when it is interrupted, as happens when the pod stops. */
    public interface Round {
        void run() throws InterruptedException;
    }

    /**
     * @param name of its thread and in the log
     * @param interval from the end of one to the begin of the next
     */
    public Rounds(String name, Duration interval, RandomGenerator random, Round round) {
        this.name = name;
        this.interval = interval;
        this.random = random;
        this.round = round;
    }

    @Override
    public synchronized void start() {
        if (thread == null) {
            // Known before it runs, as it runs only while it is known.
            Thread runner = Thread.ofVirtual().name(name).unstarted(this::loop);
            thread = runner;
            runner.start();
        }
    }

    /** What is under way is interrupted: a transaction is rolled back. */
    @Override
    public synchronized void stop() {
        Thread running = thread;
        thread = null;
        if (running != null) {
            running.interrupt();
            try {
                boolean ignored = running.join(LONGEST_STOP);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }

    private void loop() {
        boolean failing = false;
        Duration pause = Duration.ofNanos(random.nextLong(interval.toNanos()));
        while (isMine()) {
            try {
                Thread.sleep(pause);
                pause = interval;
                round.run();
                failing = false;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException | Error e) { // also an Error: the next round may do without what failed
                if (isMine() && !failing) {
                    LOG.warn("{} failed, and is tried again every {} s", name, interval.toSeconds(), e);
                }
                failing = true;
            }
        }
    }

    private boolean isMine() {
        return thread == Thread.currentThread();
    }
}
