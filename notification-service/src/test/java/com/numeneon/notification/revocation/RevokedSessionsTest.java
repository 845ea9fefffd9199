package com.numeneon.notification.revocation;

import static org.assertj.core.api.Assertions.assertThat;

import com.numeneon.contracts.topic.Topic;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class RevokedSessionsTest {

    private static final Instant NOW = Instant.parse("2026-11-22T15:00:00Z");

    private final RevokedSessions revoked =
            new RevokedSessions(Clock.fixed(NOW, ZoneOffset.UTC), new SimpleMeterRegistry());

    @Test
    void a_revoked_session_stays_revoked() {
        revoked.revoke("login-1", NOW);

        assertThat(revoked.isRevoked("login-1")).isTrue();
        assertThat(revoked.isRevoked("login-2")).isFalse();
    }

    @Test
    void what_no_token_can_outlive_is_forgotten() {
        revoked.revoke("old", NOW.minus(RevokedSessions.REMEMBERED).minusSeconds(1));

        assertThat(revoked.isRevoked("old")).isFalse();
    }

    @Test
    void it_is_remembered_as_long_as_the_topic_keeps_it() {
        assertThat(Topic.REVOCATIONS.settings())
                .containsEntry("retention.ms", Long.toString(RevokedSessions.REMEMBERED.toMillis()));
        assertThat(RevokedSessions.REMEMBERED).isGreaterThan(Duration.ofDays(14));
    }
}
