package com.numeneon.api.outbox;

import com.numeneon.api.outbox.OutboxTable.Backlog;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Depth of the outbox, age of its oldest row and number of parked ones, as the database has them: every pod shows the same. Measured at fixed
 * times, so that a scrape costs nothing, on a thread of its own, because the relay's waits for Kafka just when these
 * matter. Not a number while Postgres does not answer.
 */
final class BacklogMeter implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(BacklogMeter.class);

    private final OutboxTable table;
    private final Duration interval;
    private volatile @Nullable Backlog latest;
    private @Nullable ScheduledExecutorService timer;

    BacklogMeter(OutboxTable table, Duration interval, MeterRegistry metrics) {
        this.table = table;
        this.interval = interval;
        Gauge.builder("numeneon.outbox.depth", this, meter -> meter.show(Backlog::rows))
                .description("Events that wait to be published, counted up to " + OutboxTable.COUNTED_ROWS)
                .register(metrics);
        Gauge.builder("numeneon.outbox.parked.rows", this, meter -> meter.show(Backlog::parked))
                .description("Events that Kafka refused for good and that wait for an operator, counted up to "
                        + OutboxTable.COUNTED_ROWS)
                .register(metrics);
        TimeGauge.builder(
                        "numeneon.outbox.oldest.age",
                        this,
                        TimeUnit.MILLISECONDS,
                        meter -> meter.show(backlog -> backlog.oldest().toMillis()))
                .description("How long the oldest of them has waited; zero when there is none")
                .register(metrics);
    }

    private double show(ToDoubleFunction<Backlog> figure) {
        Backlog backlog = latest;
        return backlog == null ? Double.NaN : figure.applyAsDouble(backlog);
    }

    private void measure() {
        try {
            latest = table.backlog();
        } catch (RuntimeException e) {
            latest = null;
            LOG.debug("the outbox cannot be measured", e);
        }
    }

    @Override
    public synchronized void start() {
        if (timer == null) {
            timer = Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().name("outbox-meter").daemon().factory());
            ScheduledFuture<?> ignored =
                    timer.scheduleWithFixedDelay(this::measure, 0, interval.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    @Override
    public synchronized void stop() {
        if (timer != null) {
            timer.shutdownNow();
            timer = null;
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return timer != null;
    }

    @Override
    public int getPhase() {
        return 0;
    }
}
