package com.numeneon.notification.consumer;

import com.numeneon.notification.sockets.SocketRegistry;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** Readiness: whether new sockets should come here. */
@Component("notifications")
final class ConsumerHealth implements HealthIndicator {

    private final StreamStatus status;
    private final SocketRegistry sockets;

    ConsumerHealth(StreamStatus status, SocketRegistry sockets) {
        this.status = status;
        this.sockets = sockets;
    }

    @Override
    public Health health() {
        if (sockets.isStopping()) {
            return Health.outOfService().withDetail("reason", "stopping").build();
        }
        return status.unreadyReason()
                .map(reason ->
                        Health.outOfService().withDetail("reason", reason).build())
                .orElseGet(() -> Health.up().build());
    }
}
