package com.numeneon.api.outbox;

import com.numeneon.contracts.envelope.EventCodec;
import com.numeneon.tracing.TraceParent;
import com.numeneon.tracing.Tracing;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * The relay's part of each event's trace: from the send to Kafka's answer, below the request that caused the event. Each
 * attempt is one. What the record says is then the parent of what consumers do.
 */
final class PublishSpans {

    /** With tracing off, and for traces that are not sampled. */
    private static final Span NONE = Span.getInvalid();

    private final Tracing tracing;
    private final Clock clock;

    PublishSpans(Tracing tracing, Clock clock) {
        this.tracing = tracing;
        this.clock = clock;
    }

    /** Puts the span, if there is one, into the record in place of the request's; same length. To be ended. */
    Span begin(ProducerRecord<String, byte[]> record, long sequence) {
        TraceParent request = tracing.isOn() ? sampled(record) : null;
        if (request == null) {
            return NONE;
        }
        Span span = tracing.span("publish " + record.topic(), SpanKind.PRODUCER, request)
                .setAttribute("messaging.system", "kafka")
                .setAttribute("messaging.operation.type", "send")
                .setAttribute("messaging.destination.name", record.topic())
                .setAttribute("numeneon.outbox.sequence", sequence)
                .startSpan();
        describe(span, record);
        record.headers().remove(EventCodec.HEADER_TRACEPARENT);
        record.headers()
                .add(
                        EventCodec.HEADER_TRACEPARENT,
                        Tracing.traceParent(span).text().getBytes(StandardCharsets.UTF_8));
        return span;
    }

    private void describe(Span span, ProducerRecord<String, byte[]> record) {
        String id = text(record, EventCodec.HEADER_ID);
        if (id != null) {
            span.setAttribute("messaging.message.id", id);
        }
        String type = text(record, EventCodec.HEADER_TYPE);
        if (type != null) {
            span.setAttribute("numeneon.event.type", type);
        }
        String written = text(record, EventCodec.HEADER_TIME);
        if (written != null) {
            waited(written).ifPresent(wait -> span.setAttribute("numeneon.outbox.wait_ms", wait));
        }
    }

    private OptionalLong waited(String written) {
        try {
            return OptionalLong.of(
                    Duration.between(Instant.parse(written), clock.instant()).toMillis());
        } catch (DateTimeException e) {
            return OptionalLong.empty();
        }
    }

    private static @Nullable TraceParent sampled(ProducerRecord<String, byte[]> record) {
        return TraceParent.parse(text(record, EventCodec.HEADER_TRACEPARENT))
                .filter(TraceParent::isSampled)
                .orElse(null);
    }

    private static @Nullable String text(ProducerRecord<String, byte[]> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }

    /** @param failure null when Kafka has the record */
    static void end(Span span, @Nullable Throwable failure) {
        if (failure != null) {
            span.setStatus(StatusCode.ERROR, failure.getClass().getSimpleName());
        }
        span.end();
    }
}
