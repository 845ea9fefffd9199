package com.numeneon.tracing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.numeneon.contracts.settings.Settings;
import com.numeneon.tracing.testing.OtlpCollector;
import com.numeneon.tracing.testing.ReceivedSpan;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TracingTest {

    private static final String CALLER = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    @AfterEach
    void close() {
        meters.close();
    }

    private Tracing tracing(OtlpCollector collector, Map<String, String> more) {
        Map<String, String> variables = new HashMap<>(more);
        variables.put("OTEL_EXPORTER_OTLP_ENDPOINT", collector.endpoint());
        return Tracing.of(
                TracingSettings.of(new Settings(variables::get), "some-service").orElseThrow(), meters);
    }

    private double spans(String outcome) {
        return meters.get("numeneon.spans").tag("outcome", outcome).counter().count();
    }

    private static TraceParent caller() {
        return TraceParent.parse(CALLER).orElseThrow();
    }

    @Test
    void a_span_reaches_the_collector_below_its_parent_and_by_its_service() {
        try (OtlpCollector collector = OtlpCollector.start();
                Tracing tracing = tracing(collector, Map.of("OTEL_EXPORTER_OTLP_HEADERS", "api-key=a%20b"))) {
            Span span = tracing.span("work", SpanKind.SERVER, caller()).startSpan();
            span.end();

            await("the span").until(() -> collector.spans().size() == 1);
            ReceivedSpan received = collector.spans().getFirst();
            assertThat(received.service()).isEqualTo("some-service");
            assertThat(received.traceId()).isEqualTo(caller().traceId());
            assertThat(received.parentId()).isEqualTo(caller().spanId());
            assertThat(Tracing.traceParent(span).text())
                    .isEqualTo("00-" + received.traceId() + "-" + received.spanId() + "-01");
            assertThat(collector.headers().getFirst().get("Api-key")).containsExactly("a b");
            await("the count").until(() -> spans("exported") == 1);
        }
    }

    @Test
    void what_the_caller_does_not_sample_is_not_exported_and_says_so_to_the_next() {
        TraceParent unsampled =
                TraceParent.parse(CALLER.replaceFirst("01$", "00")).orElseThrow();
        try (OtlpCollector collector = OtlpCollector.start();
                Tracing tracing = tracing(collector, Map.of())) {
            Span span = tracing.span("unsampled", SpanKind.SERVER, unsampled).startSpan();
            span.end();
            tracing.span("sampled", SpanKind.SERVER, caller()).startSpan().end();

            await("the other one").until(() -> !collector.spans().isEmpty());
            assertThat(collector.spans()).extracting(ReceivedSpan::name).containsExactly("sampled");
            assertThat(Tracing.traceParent(span).isSampled()).isFalse();
            assertThat(Tracing.traceParent(span).traceId()).isEqualTo(unsampled.traceId());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"always_off", "parentbased_always_off", "traceidratio", "parentbased_traceidratio"})
    void a_sampler_can_leave_out_traces_that_begin_here(String sampler) {
        try (OtlpCollector collector = OtlpCollector.start();
                Tracing tracing =
                        tracing(collector, Map.of("OTEL_TRACES_SAMPLER", sampler, "OTEL_TRACES_SAMPLER_ARG", "0"))) {
            Span span = tracing.span("begins", SpanKind.SERVER, null).startSpan();

            assertThat(span.isRecording()).isFalse();
            assertThat(span.getSpanContext().isValid()).isTrue();
        }
    }

    @Test
    void a_collector_that_hangs_costs_spans_and_nobody_s_time() {
        try (OtlpCollector collector = OtlpCollector.hanging()) {
            Tracing tracing = tracing(collector, Map.of());
            tracing.span("first", SpanKind.SERVER, null).startSpan().end();
            await("the export that hangs").until(() -> collector.requests() == 1);

            long begun = System.nanoTime();
            for (int i = 0; i < 3 * SpanQueue.CAPACITY; i++) {
                tracing.span("work", SpanKind.SERVER, null).startSpan().end();
            }
            Duration took = Duration.ofNanos(System.nanoTime() - begun);

            assertThat(took).isLessThan(Duration.ofSeconds(5));
            assertThat(spans("dropped")).isEqualTo(2 * SpanQueue.CAPACITY);
            begun = System.nanoTime();
            tracing.close();
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(5));
        }
    }

    @Test
    void a_collector_that_refuses_costs_its_batch_alone() {
        try (OtlpCollector collector = OtlpCollector.refusing();
                Tracing tracing = tracing(collector, Map.of())) {
            tracing.span("work", SpanKind.SERVER, null).startSpan().end();

            await("the refusal").until(() -> spans("refused") == 1);
            assertThat(spans("dropped")).isZero();
            tracing.span("more", SpanKind.SERVER, null).startSpan().end();
            await("the next one").until(() -> spans("refused") == 2);
        }
    }

    @Test
    void what_is_left_at_the_stop_is_exported() {
        try (OtlpCollector collector = OtlpCollector.start()) {
            Tracing tracing = tracing(collector, Map.of());
            tracing.span("last", SpanKind.SERVER, null).startSpan().end();

            tracing.close();

            assertThat(collector.spans()).extracting(ReceivedSpan::name).containsExactly("last");
        }
    }

    @Test
    void without_a_collector_there_is_no_span_and_no_thread() {
        try (Tracing tracing = Tracing.of(null, meters)) {
            assertThat(tracing.isOn()).isFalse();
            assertThat(tracing.span("work", SpanKind.SERVER, null).startSpan().isRecording())
                    .isFalse();
            assertThat(Thread.getAllStackTraces().keySet())
                    .extracting(Thread::getName)
                    .doesNotContain("span-exporter");
            assertThat(spans("exported") + spans("refused") + spans("dropped")).isZero();
        }
    }
}
