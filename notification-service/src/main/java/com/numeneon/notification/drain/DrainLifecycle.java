package com.numeneon.notification.drain;

import org.springframework.context.SmartLifecycle;
import org.springframework.context.support.DefaultLifecycleProcessor;
import org.springframework.stereotype.Component;

/**
 * Makes the drain the first step of every stop, while both ports still answer and events still come. The framework's limit
 * for this step follows from the drain's own times, so it never cuts one short.
 */
@Component
final class DrainLifecycle implements SmartLifecycle {

    private final Drain drain;
    private volatile boolean running;

    DrainLifecycle(Drain drain, DefaultLifecycleProcessor lifecycle) {
        this.drain = drain;
        lifecycle.setTimeoutForShutdownPhase(
                getPhase(), drain.times().drained().plusSeconds(1).toMillis());
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        drain.begin("stop");
        drain.done().join();
        running = false;
    }

    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // it cannot fail
    public void stop(Runnable stopped) {
        drain.begin("stop");
        drain.done().thenRun(() -> {
            running = false;
            stopped.run();
        });
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Stopped before everything else, started after it. */
    @Override
    public int getPhase() {
        return Integer.MAX_VALUE;
    }
}
