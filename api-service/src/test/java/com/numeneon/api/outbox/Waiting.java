package com.numeneon.api.outbox;

import java.time.Duration;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;

/** Waits for a named condition, on the thread that asks, since a Kafka consumer belongs to one thread. */
final class Waiting {

    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private Waiting() {}

    static void until(String condition, Callable<Boolean> holds) {
        Awaitility.await(condition)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .pollInSameThread()
                .until(holds);
    }
}
