package com.numeneon.notification.sockets;

import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@link SocketTimer} on one thread for all sockets of the pod. */
final class OneThreadTimer implements SocketTimer, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(OneThreadTimer.class);

    private final ScheduledThreadPoolExecutor executor;

    OneThreadTimer() {
        executor = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().daemon().name("socket-timer").factory());
    }

    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // guarded() leaves nothing to be seen in it
    public void after(Duration delay, Runnable task) {
        executor.schedule(guarded(task), delay.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // guarded() leaves nothing to be seen in it
    public void every(Duration period, Runnable task) {
        executor.scheduleWithFixedDelay(guarded(task), period.toMillis(), period.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** A periodic task that throws would never run again. */
    private static Runnable guarded(Runnable task) {
        return () -> {
            try {
                task.run();
            } catch (RuntimeException e) {
                LOG.error("a socket's timer task failed", e);
            }
        };
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
