package com.numeneon.notification.replay;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.springframework.context.SmartLifecycle;

/**
 * Runs replays, each on a platform thread of its own: they compute for long, and a virtual thread that does so keeps those
 * of the sockets from running. Bounds how many there are. The first thing of its port to stop, so that no operator who
 * follows the log holds up the end of the pod. Safe for all threads.
 */
final class ReplayThreads implements SmartLifecycle {

    /** Read at once: each takes a core. */
    static final int READING = 2;

    /** Open at once, those included that have read their window and follow. */
    static final int OPEN = 8;

    private static final long PATIENCE_MS = 5_000;

    private final Semaphore reading = new Semaphore(READING, true);
    private final Semaphore open = new Semaphore(OPEN, true);
    private final Set<Thread> threads = ConcurrentHashMap.newKeySet();
    private volatile boolean running;

    /** The place of one replay. Given back once, whoever asks. */
    interface Place {
        /** It will need little from here on. */
        void hasRead();
    }

    /**
     * Runs it to its end on a thread of its own.
     *
     * @return false when there is no place for it
     */
    boolean run(Consumer<Place> replay) throws InterruptedException {
        if (!open.tryAcquire()) {
            return false;
        }
        try {
            if (!reading.tryAcquire(PATIENCE_MS, TimeUnit.MILLISECONDS)) {
                return false;
            }
            join(replay);
            return true;
        } finally {
            open.release();
        }
    }

    private void join(Consumer<Place> replay) throws InterruptedException {
        Thread thread = Thread.ofPlatform().name("replay").daemon().unstarted(() -> {
            OnePlace place = new OnePlace(reading);
            try {
                replay.accept(place);
            } finally {
                place.hasRead();
                threads.remove(Thread.currentThread());
            }
        });
        threads.add(thread);
        thread.start();
        if (!running) {
            thread.interrupt();
        }
        try {
            thread.join();
        } catch (InterruptedException e) {
            thread.interrupt();
            thread.join();
            throw e;
        }
    }

    private static final class OnePlace implements Place {
        private final Semaphore permits;
        private boolean given;

        OnePlace(Semaphore permits) {
            this.permits = permits;
        }

        @Override
        public void hasRead() {
            if (!given) {
                given = true;
                permits.release();
            }
        }
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        threads.forEach(Thread::interrupt);
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return Integer.MAX_VALUE;
    }
}
