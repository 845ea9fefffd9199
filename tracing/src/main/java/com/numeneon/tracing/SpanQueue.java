package com.numeneon.tracing;

import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Spans on their way to the exporter, at most {@link #CAPACITY}: one more is dropped and counted, so a collector that hangs
 * costs memory up to the bound and nobody's time. One daemon thread exports, a batch after the other; a batch that the
 * collector does not take is counted and not repeated. The SDK's own batch processor does much the same, but tells what it
 * dropped only to OpenTelemetry's metrics.
 */
final class SpanQueue implements SpanProcessor {

    private static final Logger LOG = LoggerFactory.getLogger(SpanQueue.class);

    static final int CAPACITY = 2048;
    private static final int BATCH = 512;

    /** How long a span may wait for others to go with it. */
    private static final Duration LINGER = Duration.ofMillis(500);

    private final BlockingQueue<ReadableSpan> waiting = new ArrayBlockingQueue<>(CAPACITY);
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final SpanExporter exporter;
    private final SpanMetrics metrics;
    private final Duration patience;
    private final Duration farewell;
    private final Thread thread =
            Thread.ofPlatform().name("span-exporter").daemon().unstarted(this::run);
    private boolean away;

    /**
     * @param patience how long the answer to a batch is waited for
     * @param farewell how long a stop waits for what is left
     */
    SpanQueue(SpanExporter exporter, SpanMetrics metrics, Duration patience, Duration farewell) {
        this.exporter = exporter;
        this.metrics = metrics;
        this.patience = patience;
        this.farewell = farewell;
    }

    void start() {
        thread.start();
    }

    @Override
    public void onStart(Context parent, ReadWriteSpan span) {}

    @Override
    public boolean isStartRequired() {
        return false;
    }

    /** Never blocks. */
    @Override
    public void onEnd(ReadableSpan span) {
        if (span.getSpanContext().isSampled() && !waiting.offer(span)) {
            metrics.dropped(1);
        }
    }

    @Override
    public boolean isEndRequired() {
        return true;
    }

    private void run() {
        try {
            while (stopping.getCount() > 0 || !waiting.isEmpty()) {
                List<ReadableSpan> spans = collect();
                if (!spans.isEmpty()) {
                    export(spans);
                }
            }
        } catch (InterruptedException e) {
            LOG.debug("spans are left behind at the stop: {}", waiting.size());
        }
    }

    /** A whole batch as soon as there is one, else what comes while the first one waits. */
    private List<ReadableSpan> collect() throws InterruptedException {
        List<ReadableSpan> spans = new ArrayList<>();
        long end = System.nanoTime() + LINGER.toNanos();
        ReadableSpan span = waiting.poll(LINGER.toNanos(), TimeUnit.NANOSECONDS);
        while (span != null) {
            spans.add(span);
            waiting.drainTo(spans, BATCH - spans.size());
            long left = stopping.getCount() > 0 ? Math.max(0, end - System.nanoTime()) : 0;
            span = spans.size() < BATCH ? waiting.poll(left, TimeUnit.NANOSECONDS) : null;
        }
        return spans;
    }

    private void export(List<ReadableSpan> spans) throws InterruptedException {
        List<SpanData> batch = spans.stream().map(ReadableSpan::toSpanData).toList();
        String failure = failureOf(batch);
        if (failure == null) {
            metrics.exported(batch.size());
        } else {
            metrics.refused(batch.size());
        }
        tell(failure);
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
    }

    /** Null when the collector has it. */
    private @Nullable String failureOf(List<SpanData> batch) {
        try {
            CompletableResultCode result = exporter.export(batch).join(patience.toMillis(), TimeUnit.MILLISECONDS);
            return result.isSuccess() ? null : reason(result.getFailureThrowable());
        } catch (RuntimeException e) {
            return reason(e);
        }
    }

    /** Of other people's exceptions those about the network may speak: the text of any other may quote a header, which is a key. */
    private static String reason(@Nullable Throwable failure) {
        if (failure == null) {
            return "no answer in time";
        }
        Throwable cause = failure.getCause();
        if (cause == null && failure.getMessage() == null) {
            // The exporter's exception for an answer, whose class is its own.
            return "it answers with an error, which its own log tells";
        }
        Throwable said = cause == null ? failure : cause;
        return said instanceof IOException ? said.toString() : said.getClass().getName();
    }

    /** Once that it is away, once that it is back. */
    private void tell(@Nullable String failure) {
        if (failure != null && !away) {
            LOG.warn("the collector takes no spans; they are lost and counted, nothing else is affected: {}", failure);
        } else if (failure == null && away) {
            LOG.info("the collector takes spans again");
        }
        away = failure != null;
    }

    /** Exports what is left, unless that takes too long. */
    @Override
    public CompletableResultCode shutdown() {
        stopping.countDown();
        try {
            if (thread.join(farewell)) {
                return exporter.shutdown();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        thread.interrupt();
        // It waits for the answer to what is on its way.
        Thread.ofPlatform().name("span-exporter-end").daemon().start(exporter::shutdown);
        return CompletableResultCode.ofSuccess();
    }
}
