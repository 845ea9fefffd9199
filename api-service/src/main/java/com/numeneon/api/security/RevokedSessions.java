package com.numeneon.api.security;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The sessions whose access tokens could still be good but must not be, in memory, so that a request costs no statement.
 * Each is kept until no token of it can be good any more. Safe for all threads.
 */
final class RevokedSessions {

    /** A little over a token's life, as the database's clock and ours may differ. */
    static final Duration KEPT = TokenIssuer.ACCESS_LIFE.plusMinutes(5);

    private final Map<String, Instant> learnedAt = new ConcurrentHashMap<>();
    private final Clock clock;

    RevokedSessions(Clock clock, MeterRegistry metrics) {
        this.clock = clock;
        Gauge.builder("numeneon.sessions.revoked", learnedAt, Map::size)
                .description("Revoked sessions that are held in memory")
                .register(metrics);
    }

    boolean contains(String sessionId) {
        return learnedAt.containsKey(sessionId);
    }

    void add(UUID sessionId) {
        learnedAt.putIfAbsent(sessionId.toString(), clock.instant());
    }

    void addAll(Collection<UUID> sessionIds) {
        sessionIds.forEach(this::add);
    }

    void forgetOld() {
        Instant oldest = clock.instant().minus(KEPT);
        learnedAt.values().removeIf(learned -> learned.isBefore(oldest));
    }
}
