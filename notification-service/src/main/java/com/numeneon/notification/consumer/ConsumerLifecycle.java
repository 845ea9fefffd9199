package com.numeneon.notification.consumer;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Runs the consumer thread: started before the ports open, stopped after the last socket is gone. */
final class ConsumerLifecycle implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(ConsumerLifecycle.class);
    private static final Duration POLITE = Duration.ofSeconds(1);
    private static final Duration LIMIT = Duration.ofSeconds(4);

    private final EventConsumer consumer;
    private final Thread thread;

    ConsumerLifecycle(EventConsumer consumer) {
        this.consumer = consumer;
        this.thread = Thread.ofPlatform()
                .name("event-consumer")
                .uncaughtExceptionHandler((thread, error) -> LOG.error("the consumer thread has ended", error))
                .unstarted(consumer);
    }

    @Override
    public void start() {
        thread.start();
    }

    @Override
    public void stop() {
        consumer.stop();
        try {
            if (thread.join(POLITE)) {
                return;
            }
            // It waits for a broker that does not answer.
            thread.interrupt();
            if (!thread.join(LIMIT)) {
                LOG.warn("the consumer thread still runs after seconds={}", LIMIT.toSeconds());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return thread.isAlive();
    }

    @Override
    public int getPhase() {
        return 0;
    }
}
