package com.numeneon.tracing;

import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.TracerProvider;
import io.opentelemetry.context.Context;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporterBuilder;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes spans and has them exported, or is off: then there is no exporter, no thread, and whoever asks {@link #isOn} first
 * spends nothing. Safe for all threads; nothing that is called for a span ever waits for the collector.
 */
public final class Tracing implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Tracing.class);

    /** The specification's default for one export. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final Duration FAREWELL = Duration.ofSeconds(1);

    private final @Nullable SdkTracerProvider provider;
    private final Tracer tracer;

    private Tracing(@Nullable SdkTracerProvider provider) {
        this.provider = provider;
        this.tracer = (provider == null ? TracerProvider.noop() : provider).get("com.numeneon");
    }

    /** Makes no spans. */
    public static Tracing off() {
        return new Tracing(null);
    }

    /** @param settings null for none */
    public static Tracing of(@Nullable TracingSettings settings, MeterRegistry meters) {
        SpanMetrics metrics = new SpanMetrics(meters);
        if (settings == null) {
            return off();
        }
        LOG.info("spans go to collector={} as service={}", settings.collector(), settings.service());
        SpanQueue queue = new SpanQueue(exporter(settings), metrics, PATIENCE.plusSeconds(1), FAREWELL);
        queue.start();
        return new Tracing(SdkTracerProvider.builder()
                .setResource(Resource.getDefault()
                        .merge(Resource.create(Attributes.builder()
                                .put("service.name", settings.service())
                                .put("service.namespace", "numeneon")
                                // Process id and host, which in a cluster is the pod.
                                .put(
                                        "service.instance.id",
                                        ManagementFactory.getRuntimeMXBean().getName())
                                .build())))
                .setSampler(settings.sampler())
                .addSpanProcessor(queue)
                .build());
    }

    private static OtlpHttpSpanExporter exporter(TracingSettings settings) {
        OtlpHttpSpanExporterBuilder exporter = OtlpHttpSpanExporter.builder()
                .setEndpoint(settings.collector().toString())
                .setTimeout(PATIENCE)
                .setConnectTimeout(PATIENCE)
                .setCompression("gzip")
                // A batch that waits to be repeated would hold up those behind it.
                .setRetryPolicy(null);
        settings.headers().forEach(exporter::addHeader);
        return exporter.build();
    }

    public boolean isOn() {
        return provider != null;
    }

    /**
     * A span that goes on with its parent's trace.
     *
     * @param parent in another process or thread; null begins a trace
     */
    public SpanBuilder span(String name, SpanKind kind, @Nullable TraceParent parent) {
        SpanBuilder span = tracer.spanBuilder(name).setSpanKind(kind);
        return parent == null
                ? span.setNoParent()
                : span.setParent(Context.root().with(Span.wrap(context(parent))));
    }

    private static SpanContext context(TraceParent parent) {
        return SpanContext.createFromRemoteParent(
                parent.traceId(), parent.spanId(), TraceFlags.fromHex(parent.flags(), 0), TraceState.getDefault());
    }

    /** What tells a receiver that its spans belong below this one. */
    public static TraceParent traceParent(Span span) {
        SpanContext context = span.getSpanContext();
        return new TraceParent(
                context.getTraceId(),
                context.getSpanId(),
                context.getTraceFlags().asHex());
    }

    /** Waits at most a second for what is to be exported still. */
    @Override
    public void close() {
        if (provider != null) {
            provider.close();
        }
    }
}
