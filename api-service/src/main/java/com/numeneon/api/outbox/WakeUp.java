package com.numeneon.api.outbox;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A letter-box for one letter. A call that comes while nobody waits is kept for the next wait, so none is lost; a thousand
 * calls are one. Waking never blocks and never throws; any thread may wake, one waits.
 */
final class WakeUp {

    private final BlockingQueue<Boolean> box = new ArrayBlockingQueue<>(1);

    void wake() {
        boolean ignored = box.offer(true);
    }

    /** Returns when woken, at once if that happened since the last return, or when the time is over. */
    void await(Duration atMost) throws InterruptedException {
        box.poll(atMost.toNanos(), TimeUnit.NANOSECONDS);
    }
}
