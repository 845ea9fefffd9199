package com.numeneon.notification.sockets;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/** What goes through all sockets of this pod, how they end, and how long an event takes from its writing to a socket. */
@Component
final class SocketMetrics {

    private final MeterRegistry meters;
    private final Clock clock;
    private final Map<String, Counter> queuedByType = new ConcurrentHashMap<>();
    private final Map<String, Counter> writtenByType = new ConcurrentHashMap<>();
    private final Map<String, Counter> closedByCode = new ConcurrentHashMap<>();
    private final Timer latency;

    SocketMetrics(MeterRegistry meters, Clock clock) {
        this.meters = meters;
        this.clock = clock;
        this.latency = Timer.builder("numeneon.delivery.latency")
                .description("from the event's ce_time, before its commit, to the frame handed to the network")
                .serviceLevelObjectives(
                        Duration.ofMillis(5),
                        Duration.ofMillis(10),
                        Duration.ofMillis(15),
                        Duration.ofMillis(25),
                        Duration.ofMillis(50),
                        Duration.ofMillis(100),
                        Duration.ofMillis(250),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(30))
                .register(meters);
    }

    void queued(OutboundFrame frame) {
        queuedByType
                .computeIfAbsent(frame.type(), type -> meters.counter("numeneon.frames.queued", "type", type))
                .increment();
    }

    void written(OutboundFrame frame) {
        writtenByType
                .computeIfAbsent(frame.type(), type -> meters.counter("numeneon.frames.written", "type", type))
                .increment();
        if (frame.eventTime() != null) {
            latency.record(Duration.between(frame.eventTime(), clock.instant()));
        }
    }

    void resumed(ResumeOutcome outcome) {
        meters.counter("numeneon.resumes", "outcome", outcome.name().toLowerCase(Locale.ROOT))
                .increment();
    }

    void closed(int code) {
        closedByCode
                .computeIfAbsent(tag(code), tag -> meters.counter("numeneon.sockets.closed", "code", tag))
                .increment();
    }

    /** Clients may send any code of 1000 to 4999; those must not become so many time series. */
    private static String tag(int code) {
        boolean standard = code >= 1000 && code <= 1015;
        boolean ours = Arrays.stream(CloseCode.values()).anyMatch(known -> known.code() == code);
        return standard || ours ? Integer.toString(code) : "other";
    }
}
