package com.numeneon.notification.consumer;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** Readiness: whether the pod knows enough to take sockets. */
@Component("notifications")
final class ConsumerHealth implements HealthIndicator {

    private final StreamStatus status;

    ConsumerHealth(StreamStatus status) {
        this.status = status;
    }

    @Override
    public Health health() {
        return status.unreadyReason()
                .map(reason ->
                        Health.outOfService().withDetail("reason", reason).build())
                .orElseGet(() -> Health.up().build());
    }
}
