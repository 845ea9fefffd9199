package com.numeneon.benchmarks.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/**
 * All measurements of one step on one side.
 *
 * @param step such as {@code 32 senders}
 * @param side whom, such as {@code target} or {@code floor}
 * @param rounds in their order
 */
public record Series(String step, String side, List<Figures> rounds) {

    public Series {
        rounds = List.copyOf(rounds);
    }

    /** The median of each figure, by its name, in the order in which the figures came. */
    public Map<String, Median> medians() {
        Map<String, List<Double>> values = new LinkedHashMap<>();
        rounds.forEach(round -> round.values()
                .forEach((name, value) ->
                        values.computeIfAbsent(name, none -> new ArrayList<>()).add(value)));
        Map<String, Median> medians = new LinkedHashMap<>();
        values.forEach((name, all) -> medians.put(name, Median.of(all)));
        return medians;
    }

    /** The latencies of all rounds together. */
    public Optional<Histogram> latencies() {
        return rounds.stream()
                .flatMap(round -> round.latencies().stream())
                .map(Histogram::copy)
                .reduce((one, other) -> {
                    one.add(other);
                    return one;
                });
    }

    /** Of each figure that both have, but the generator's own, this one's share of the other's, round by round. */
    public Map<String, Median> shareOf(Series other) {
        Map<String, List<Double>> ratios = new TreeMap<>();
        for (int round = 0; round < Math.min(rounds.size(), other.rounds.size()); round++) {
            Map<String, Double> theirs = other.rounds.get(round).values();
            rounds.get(round).values().forEach((name, value) -> {
                Double their = theirs.get(name);
                if (their != null && their != 0 && !name.startsWith("generator_")) {
                    ratios.computeIfAbsent(name, none -> new ArrayList<>()).add(value / their);
                }
            });
        }
        Map<String, Median> medians = new TreeMap<>();
        ratios.forEach((name, all) -> medians.put(name, Median.of(all)));
        return medians;
    }
}
