package com.numeneon.benchmarks.report;

import com.numeneon.benchmarks.load.Latencies;
import com.numeneon.benchmarks.load.LoopResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.HdrHistogram.Histogram;

/**
 * What one measurement gave.
 *
 * @param values by name, in their order; the name ends with the unit
 * @param latencies in µs, for the plot
 * @param notes sentences about what did not go as wanted
 */
public record Figures(Map<String, Double> values, Optional<Histogram> latencies, List<String> notes) {

    public static final String RATE = "rate_per_s";
    public static final String P50 = "p50_ms";
    public static final String P99 = "p99_ms";
    public static final String FAILED = "failed";
    public static final String OWN_CPU = "generator_cpu_share";

    /** How late an idle sender wakes up before this is said, in ms. */
    private static final double LATE_MS = 5;

    private static final double BUSY = 0.6;

    public Figures {
        values = new LinkedHashMap<>(values);
        notes = List.copyOf(notes);
    }

    public static Figures none() {
        return new Figures(Map.of(), Optional.empty(), List.of());
    }

    /** These and another one. A value that is not finite is left out: nothing was there to divide by. */
    public Figures with(String name, double value) {
        if (!Double.isFinite(value)) {
            return this;
        }
        Map<String, Double> more = new LinkedHashMap<>(values);
        more.put(name, value);
        return new Figures(more, latencies, notes);
    }

    /** These and the median and 99th percentile, which the plot shows too. */
    public Figures withLatencies(Histogram histogram) {
        Figures more = with(P50, Latencies.millis(histogram, 50)).with(P99, Latencies.millis(histogram, 99));
        return new Figures(more.values, Optional.of(histogram), notes);
    }

    public Figures withNote(String note) {
        List<String> more = new ArrayList<>(notes);
        more.add(note);
        return new Figures(values, latencies, more);
    }

    /** These and what failed in the loop, if anything. */
    public Figures withFailuresOf(LoopResult loop) {
        Figures more = with(FAILED, values.getOrDefault(FAILED, 0.0) + loop.failed());
        return loop.firstFailure().isEmpty()
                ? more
                : more.withNote(loop.failed() + " requests failed, one because "
                        + loop.firstFailure().get());
    }

    /**
     * These and the generator's own share of the machine, with a note when it was too busy to be believed.
     *
     * @param lateness how late its idle senders woke up, in µs
     */
    public Figures withGenerator(double cpuShare, Histogram lateness) {
        double late = Latencies.millis(lateness, 99);
        Figures more = with(OWN_CPU, cpuShare).with("generator_late_p99_ms", late);
        if (cpuShare > BUSY) {
            return more.withNote("the generator took " + Math.round(cpuShare * 100)
                    + " % of the machine: the server may have had too little");
        }
        return late > LATE_MS
                ? more.withNote("idle senders woke up late, as generator_late_p99_ms says: others used the machine,"
                        + " and the latencies hold that too")
                : more;
    }
}
