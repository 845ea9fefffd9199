package com.numeneon.benchmarks.report;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A whole run.
 *
 * @param machine what it ran on
 * @param command what repeats it
 */
public record Report(String scenario, Instant at, Machine machine, String command, List<Series> series) {

    public Report {
        series = List.copyOf(series);
    }

    /** The machine and how busy it was: figures of a busy one are worth less. */
    public record Machine(String system, int cores, String java, double loadBefore, double loadAfter) {}

    /**
     * Each step's target against what was measured beside it.
     *
     * @param against {@code compared} or {@code floor}
     * @param figures the target's as a share of the other's, by name
     */
    public record Ratio(String step, String against, Map<String, Median> figures) {
        public Ratio {
            figures = new TreeMap<>(figures);
        }
    }

    /** In the order of the steps; those that have no figure in common are left out. */
    public List<Ratio> ratios() {
        return series.stream()
                .filter(one -> !one.side().equals("target"))
                .flatMap(other -> series.stream()
                        .filter(one -> one.side().equals("target") && one.step().equals(other.step()))
                        .map(target -> new Ratio(target.step(), other.side(), target.shareOf(other))))
                .filter(ratio -> !ratio.figures().isEmpty())
                .toList();
    }
}
