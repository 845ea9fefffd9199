package com.numeneon.notification.drain;

import java.util.Locale;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** Readiness: off from the first moment of a drain, before new sockets are refused. */
@Component("drainHealthIndicator")
final class DrainHealth implements HealthIndicator {

    private final Drain drain;

    DrainHealth(Drain drain) {
        this.drain = drain;
    }

    @Override
    public Health health() {
        return drain.phase() == Drain.Phase.SERVING
                ? Health.up().build()
                : Health.outOfService()
                        .withDetail("reason", drain.phase().name().toLowerCase(Locale.ROOT))
                        .build();
    }
}
