package com.numeneon.notification.revocation;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/**
 * The login sessions whose sockets are refused. Complete once the revocations topic was read to its end. A revocation is
 * forgotten when it is older than the topic keeps it, because no token lives that long; that bounds the memory (some 150
 * bytes for each logout of 15 days). One thread writes, all threads read.
 */
@Component
public final class RevokedSessions {

    /** As long as the topic keeps a record; longer than any token and its grace. */
    static final Duration REMEMBERED = Duration.ofDays(15);

    private static final Duration SWEEP_INTERVAL = Duration.ofHours(1);

    private final ConcurrentHashMap<String, Instant> revokedAtBySession = new ConcurrentHashMap<>();
    private final Clock clock;
    private Instant nextSweep = Instant.MIN;

    public RevokedSessions(Clock clock, MeterRegistry meters) {
        this.clock = clock;
        Gauge.builder("numeneon.revocations.remembered", revokedAtBySession, ConcurrentHashMap::size)
                .description("logged out sessions whose tokens are refused")
                .register(meters);
    }

    public boolean isRevoked(String loginSession) {
        return revokedAtBySession.containsKey(loginSession);
    }

    /** Called by the consumer thread alone. */
    public void revoke(String loginSession, Instant revokedAt) {
        revokedAtBySession.put(loginSession, revokedAt);
        Instant now = clock.instant();
        if (now.isAfter(nextSweep)) {
            nextSweep = now.plus(SWEEP_INTERVAL);
            Instant oldest = now.minus(REMEMBERED);
            revokedAtBySession.values().removeIf(at -> at.isBefore(oldest));
        }
    }
}
