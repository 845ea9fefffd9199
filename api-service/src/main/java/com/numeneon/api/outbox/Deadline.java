package com.numeneon.api.outbox;

import java.time.Duration;

/** A point in monotonic time, which also passes while the process is stopped. */
record Deadline(long nanoTime) {

    static Deadline after(Duration duration) {
        return new Deadline(System.nanoTime() + duration.toNanos());
    }

    /** Zero or less once it has passed. */
    long remainingNanos() {
        return nanoTime - System.nanoTime();
    }

    boolean hasPassed() {
        return remainingNanos() <= 0;
    }
}
