package com.numeneon.notification.sockets;

import com.numeneon.notification.stream.StreamEvent;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.springframework.stereotype.Component;

/**
 * What goes through all sockets of this pod, how they end, and how long an event takes from its writing to a socket. Of the
 * frames, queued = written + dropped + those that wait.
 */
@Component
final class SocketMetrics {

    private final MeterRegistry meters;
    private final Clock clock;
    private final Map<String, Counter> routedByType = new ConcurrentHashMap<>();
    private final Map<String, Counter> queuedByType = new ConcurrentHashMap<>();
    private final Map<String, Counter> writtenByType = new ConcurrentHashMap<>();
    private final Map<String, Counter> closedByCode = new ConcurrentHashMap<>();
    private final Map<String, Counter> droppedByType = new ConcurrentHashMap<>();
    private final Map<SendQueue.Offer, Counter> refusedByReason = new ConcurrentHashMap<>();
    private final LongAdder queuedBytes = new LongAdder();
    private final Timer latency;

    SocketMetrics(MeterRegistry meters, Clock clock) {
        this.meters = meters;
        this.clock = clock;
        Gauge.builder("numeneon.queue.bytes", queuedBytes, LongAdder::sum)
                .description("what waits for all sockets of this pod, those frames included that are being written; a"
                        + " frame for many is counted for each")
                .register(meters);
        this.latency = Timer.builder("numeneon.delivery.latency")
                .description(
                        "from the event's ce_time, just before its commit, to the frame handed to the network; live frames only")
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

    /** @param sockets of the event's recipients on this pod */
    void routed(StreamEvent event, int sockets) {
        routedByType
                .computeIfAbsent(event.frameType(), type -> meters.counter("numeneon.frames.routed", "type", type))
                .increment(sockets);
    }

    /** A frame that found no room, or came for a socket that is on its way out. */
    void refused(SendQueue.Offer why) {
        refusedByReason
                .computeIfAbsent(why, offer -> meters.counter("numeneon.frames.refused", "reason", tag(offer)))
                .increment();
    }

    /** A frame that was queued, and whose socket ended before it was written. */
    void dropped(OutboundFrame frame) {
        queuedBytes.add(-frame.bytes());
        droppedByType
                .computeIfAbsent(frame.type(), type -> meters.counter("numeneon.frames.dropped", "type", type))
                .increment();
    }

    void queued(OutboundFrame frame) {
        queuedBytes.add(frame.bytes());
        queuedByType
                .computeIfAbsent(frame.type(), type -> meters.counter("numeneon.frames.queued", "type", type))
                .increment();
    }

    void written(OutboundFrame frame) {
        queuedBytes.add(-frame.bytes());
        writtenByType
                .computeIfAbsent(frame.type(), type -> meters.counter("numeneon.frames.written", "type", type))
                .increment();
        OutboundFrame.Cause cause = frame.cause();
        if (cause != null && cause.origin() == OutboundFrame.Origin.LIVE) {
            latency.record(Duration.between(cause.time(), clock.instant()));
        }
    }

    void resumed(ResumeOutcome outcome) {
        meters.counter("numeneon.resumes", "outcome", tag(outcome)).increment();
    }

    void caughtUp(ResumeOutcome outcome) {
        meters.counter("numeneon.catch.ups", "outcome", tag(outcome)).increment();
    }

    /** @param answered whether a client that was sent away has read all that was sent to it */
    void sentAway(boolean answered) {
        meters.counter("numeneon.goodbyes", "outcome", answered ? "answered" : "unanswered")
                .increment();
    }

    void closed(int code) {
        closedByCode
                .computeIfAbsent(tag(code), tag -> meters.counter("numeneon.sockets.closed", "code", tag))
                .increment();
    }

    private static String tag(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    /** Clients may send any code of 1000 to 4999; those must not become so many time series. */
    private static String tag(int code) {
        boolean standard = code >= 1000 && code <= 1015;
        boolean ours = Arrays.stream(CloseCode.values()).anyMatch(known -> known.code() == code);
        return standard || ours ? Integer.toString(code) : "other";
    }
}
