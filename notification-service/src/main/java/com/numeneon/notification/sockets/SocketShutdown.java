package com.numeneon.notification.sockets;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * First step of a stop, while both ports still answer: new handshakes are refused with 503, open sockets are closed with
 * 1012, and the step ends with the last of them or after a bounded time.
 */
@Component
final class SocketShutdown implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(SocketShutdown.class);
    private static final Duration LIMIT = SocketSession.CLOSE_TIMEOUT.plusSeconds(1);

    private final SocketRegistry registry;
    private volatile boolean running;

    SocketShutdown(SocketRegistry registry) {
        this.registry = registry;
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        LOG.info("stopping: closing sockets={}", registry.size());
        registry.stop();
        try {
            if (!registry.awaitEmpty(LIMIT)) {
                LOG.warn("sockets={} did not close in seconds={}", registry.size(), LIMIT.toSeconds());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
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
