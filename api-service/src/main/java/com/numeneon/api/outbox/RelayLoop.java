package com.numeneon.api.outbox;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Gives the relay its turns: at once while there is something to send or a commit has woken it, within milliseconds when
 * another pod has the lock, after a pause that grows when something is away, and each second in any case. Nothing but
 * {@link #stop} ends it. A platform thread of its own, so that no number of requests keeps it from a processor.
 */
final class RelayLoop implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(RelayLoop.class);

    /** Enough for any batch that Kafka answers. */
    private static final Duration LONGEST_STOP = Duration.ofSeconds(5);

    private final OutboxRelay relay;
    private final WakeUp wakeUp;
    private final Duration poll;
    private final Outage outage;
    private @Nullable Run run;

    /** @param poll how long to sleep when nobody wakes */
    RelayLoop(OutboxRelay relay, WakeUp wakeUp, Duration poll, Outage outage) {
        this.relay = relay;
        this.wakeUp = wakeUp;
        this.poll = poll;
        this.outage = outage;
    }

    @Override
    public synchronized void start() {
        if (run == null) {
            run = new Run();
            run.thread.start();
        }
    }

    /** Returns when the batch in flight is finished; one that Kafka does not answer is given up, and sent again later. */
    @Override
    public synchronized void stop() {
        if (run != null) {
            run.end();
            run = null;
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return run != null;
    }

    /** Starts before the web server and stops after it: no request is served without a relay. */
    @Override
    public int getPhase() {
        return 0;
    }

    /** From one start to the next stop. */
    private final class Run {

        private final Thread thread =
                Thread.ofPlatform().name("outbox-relay").daemon().unstarted(this::loop);
        private final CountDownLatch stopping = new CountDownLatch(1);
        private final Backoff lockPause = new Backoff(Duration.ofMillis(2), Duration.ofMillis(32));
        private final Backoff failurePause = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(2));

        private void loop() {
            while (stopping.getCount() > 0) {
                try {
                    after(relay.turn());
                } catch (Throwable failure) { // also an Error: a pod that serves without a relay would be worse
                    failed(failure);
                }
            }
            relay.close();
        }

        private void after(Turn turn) throws InterruptedException {
            switch (turn) {
                case Turn.Sent sent -> {
                    Throwable failure = sent.delivery().failure();
                    if (failure == null) {
                        succeeded();
                    } else {
                        failed(failure);
                    }
                }
                case Turn.NothingToSend nothing -> {
                    succeeded();
                    wakeUp.await(poll);
                }
                // The holder may have read the table before our commit, and sleep after it: so no waiting for a wake.
                case Turn.LockedElsewhere elsewhere -> pause(lockPause.next());
            }
        }

        private void succeeded() {
            outage.over();
            lockPause.reset();
            failurePause.reset();
        }

        private void failed(Throwable failure) {
            outage.failed(failure);
            pause(failurePause.next());
        }

        /** Whoever wakes the relay meanwhile does not cut it short: else requests would set the pace of the failures. */
        private void pause(Duration duration) {
            try {
                boolean ignored = stopping.await(duration.toNanos(), TimeUnit.NANOSECONDS);
            } catch (InterruptedException e) {
                // Only the end of this run interrupts, and the loop asks for that itself.
            }
        }

        private void end() {
            stopping.countDown();
            wakeUp.wake();
            try {
                boolean finished = thread.join(LONGEST_STOP);
                if (!finished) {
                    LOG.warn("the batch in flight is given up at the stop; it will be sent again");
                    thread.interrupt();
                    thread.join(Duration.ofSeconds(1));
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
