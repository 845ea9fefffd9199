package com.numeneon.notification.sockets;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** How the sockets of this pod stand, and beside each figure its limit. Counted when somebody asks: one walk for each. */
final class SocketGauges {

    private final SocketRegistry registry;
    private final MeterRegistry meters;

    private SocketGauges(SocketRegistry registry, MeterRegistry meters) {
        this.registry = registry;
        this.meters = meters;
    }

    static void show(SocketRegistry registry, SocketSettings settings, MeterRegistry meters) {
        SocketGauges gauges = new SocketGauges(registry, meters);
        gauges.showPhases();
        gauges.show("numeneon.sockets.limit", "most sockets on this pod", sockets -> settings.perPod());
        gauges.show("numeneon.sockets.user.limit", "most sockets of one user here", sockets -> settings.perUser());
        gauges.show(
                "numeneon.sockets.user.largest",
                "sockets of the user who has most of them here",
                SocketRegistry::mostOfOneUser);
        gauges.show(
                "numeneon.queue.limit.bytes", "most that may wait for one socket", sockets -> settings.queueBytes());
        gauges.show(
                "numeneon.queue.largest.bytes",
                "what waits for the socket for which most waits",
                sockets -> sockets.sessions()
                        .mapToLong(SocketSession::queuedBytes)
                        .max()
                        .orElse(0));
    }

    private void showPhases() {
        for (SocketPhase phase : SocketPhase.values()) {
            Gauge.builder("numeneon.sessions", registry, sockets -> count(sockets, phase))
                    .tag("state", phase.name().toLowerCase(Locale.ROOT))
                    .description("sockets by what they are busy with")
                    .register(meters);
        }
    }

    private static double count(SocketRegistry sockets, SocketPhase phase) {
        return sockets.sessions()
                .filter(session -> session.phase().filter(phase::equals).isPresent())
                .count();
    }

    private void show(String name, String description, ToDoubleFunction<SocketRegistry> value) {
        Gauge.builder(name, registry, value).description(description).register(meters);
    }
}
