package com.numeneon.notification.tracing;

import com.numeneon.tracing.TraceParent;
import com.numeneon.tracing.Tracing;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A span from reading the event to having queued its frame everywhere, and below it one for each socket, from reading to
 * the frame written. Those are made when they end, from what all of them share: so a frame that waits carries no span.
 */
final class RecordedDelivery implements DeliveryTrace {

    /** More sockets than that of one event add nothing to what a trace tells. */
    static final int MAX_WRITES = 32;

    private final Tracing tracing;
    private final Clock clock;
    private final Span delivery;
    private final Instant begun;
    private final AtomicInteger writes = new AtomicInteger();

    RecordedDelivery(
            Tracing tracing,
            Clock clock,
            TraceParent parent,
            UUID event,
            String type,
            String topic,
            int partition,
            long offset) {
        this.tracing = tracing;
        this.clock = clock;
        this.begun = clock.instant();
        this.delivery = tracing.span("deliver " + topic, SpanKind.CONSUMER, parent)
                .setStartTimestamp(begun)
                .setAttribute("messaging.system", "kafka")
                .setAttribute("messaging.operation.type", "process")
                .setAttribute("messaging.destination.name", topic)
                .setAttribute("messaging.destination.partition.id", Integer.toString(partition))
                .setAttribute("messaging.kafka.offset", offset)
                .setAttribute("messaging.message.id", event.toString())
                .setAttribute("numeneon.event.type", type)
                .startSpan();
    }

    /** One that is not ended is never exported. */
    @Override
    public void routed(int sockets) {
        if (sockets > 0) {
            delivery.setAttribute("numeneon.sockets", sockets);
            delivery.end(clock.instant());
        }
    }

    @Override
    public void written(UUID session) {
        if (writes.getAndIncrement() < MAX_WRITES) {
            write(session).startSpan().end(clock.instant());
        }
    }

    @Override
    public void lost(UUID session, String why) {
        if (writes.getAndIncrement() < MAX_WRITES) {
            write(session).startSpan().setStatus(StatusCode.ERROR, why).end(clock.instant());
        }
    }

    private SpanBuilder write(UUID session) {
        return tracing.span("write to socket", SpanKind.PRODUCER, Tracing.traceParent(delivery))
                .setStartTimestamp(begun)
                .setAttribute("network.protocol.name", "websocket")
                .setAttribute("numeneon.socket.id", session.toString());
    }
}
