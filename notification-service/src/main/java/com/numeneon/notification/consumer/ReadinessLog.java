package com.numeneon.notification.consumer;

import com.numeneon.notification.sockets.SocketTimer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Says when new sockets should not come here any more, why, and when they may again: one line at the beginning of each cause
 * and one at its end, however often somebody asks. Works on the sockets' timer thread.
 */
@Component
final class ReadinessLog implements SmartLifecycle {

    static final Duration INTERVAL = Duration.ofSeconds(1);

    private static final Logger LOG = LoggerFactory.getLogger(ReadinessLog.class);

    private final StreamStatus status;
    private final SocketTimer timer;
    private final Clock clock;
    private volatile boolean running;
    private Optional<Unready> cause = Optional.empty();
    private Instant since;

    ReadinessLog(StreamStatus status, SocketTimer timer, Clock clock) {
        this.status = status;
        this.timer = timer;
        this.clock = clock;
        this.since = clock.instant();
    }

    @Override
    public void start() {
        running = true;
        timer.every(INTERVAL, this::look);
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Stopped before the consumer thread, whose end is no news then. */
    @Override
    public int getPhase() {
        return 1;
    }

    private void look() {
        Optional<Unready> now = status.unready();
        if (!running || now.equals(cause)) {
            return;
        }
        Instant time = clock.instant();
        cause.ifPresent(before -> LOG.info(
                "no longer unready cause={} after seconds={}",
                before,
                Duration.between(since, time).toSeconds()));
        // Every pod begins with reading; that alone is nothing to look at.
        now.ifPresent(next -> LOG.atLevel(next == Unready.FILLING ? Level.INFO : Level.WARN)
                .log("not ready cause={}: {}", next, next.sentence()));
        cause = now;
        since = time;
    }
}
