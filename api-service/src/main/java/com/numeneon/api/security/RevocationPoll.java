package com.numeneon.api.security;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.SmartLifecycle;

/**
 * Asks Postgres twice a second, for all requests together, what other pods revoked. The first answer is there before the
 * server accepts a request; after that this pod is at most {@link #INTERVAL} and one statement behind. While Postgres does
 * not answer, what is known goes on to hold. One thread of its own, which no failure ends.
 */
final class RevocationPoll implements SmartLifecycle {

    static final Duration INTERVAL = Duration.ofMillis(500);

    /**
     * A revocation becomes visible when it commits, later than the time that it carries. So each question reaches back
     * beyond the last answer, by more than a transaction takes.
     */
    private static final Duration OVERLAP = Duration.ofMinutes(1);

    private static final Logger LOG = LoggerFactory.getLogger(RevocationPoll.class);

    private final SessionTable table;
    private final RevokedSessions revoked;
    private final Clock clock;
    private volatile Instant answeredAt;
    private volatile @Nullable Thread thread;

    RevocationPoll(SessionTable table, RevokedSessions revoked, Clock clock, MeterRegistry metrics) {
        this.table = table;
        this.revoked = revoked;
        this.clock = clock;
        this.answeredAt = clock.instant();
        Gauge.builder("numeneon.sessions.revocation.age", () -> sinceAnswer().toMillis() / 1e3)
                .description("Time since revocations were last read; above one second they are late")
                .baseUnit("seconds")
                .register(metrics);
    }

    /** Fails, and with it the start of the service, when Postgres does not answer. */
    @Override
    public void start() {
        read(RevokedSessions.KEPT);
        // Known before it runs, as it runs only while it is known.
        Thread poller = Thread.ofVirtual().name("revocation-poll").unstarted(this::run);
        thread = poller;
        poller.start();
    }

    @Override
    public void stop() {
        Thread running = thread;
        thread = null;
        if (running != null) {
            running.interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }

    /** Before the server takes requests, and until it has answered the last one. */
    @Override
    public int getPhase() {
        return WebServerApplicationContext.START_STOP_LIFECYCLE_PHASE - 1;
    }

    private void run() {
        boolean failing = false;
        while (thread == Thread.currentThread()) {
            try {
                Thread.sleep(INTERVAL);
                read(sinceAnswer().plus(OVERLAP));
                failing = false;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException e) {
                if (!failing) {
                    LOG.warn("revocations cannot be read, those known since {} hold", answeredAt, e);
                }
                failing = true;
            }
        }
    }

    private void read(Duration past) {
        Instant asked = clock.instant();
        revoked.addAll(table.revokedWithin(past));
        revoked.forgetOld();
        answeredAt = asked;
    }

    private Duration sinceAnswer() {
        Duration since = Duration.between(answeredAt, clock.instant());
        return since.isNegative() ? Duration.ZERO : since;
    }
}
