package com.numeneon.benchmarks.load;

import java.time.Duration;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/** Latencies from 1 µs to two minutes, three digits exact; longer ones count as two minutes. Safe for all threads. */
public final class Latencies {

    private static final long LONGEST_MICROS = Duration.ofMinutes(2).toNanos() / 1_000;

    private final ConcurrentHistogram micros = new ConcurrentHistogram(LONGEST_MICROS, 3);

    public void record(long nanos) {
        micros.recordValue(Math.clamp(nanos / 1_000, 1, LONGEST_MICROS));
    }

    /** What was recorded so far. */
    public Histogram histogram() {
        return micros.copy();
    }

    /** At this percentile, in ms; 0 when nothing was recorded. */
    public static double millis(Histogram histogram, double percentile) {
        return histogram.getTotalCount() == 0 ? 0 : histogram.getValueAtPercentile(percentile) / 1e3;
    }
}
