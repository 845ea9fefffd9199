package com.numeneon.benchmarks.report;

import java.util.Arrays;
import java.util.Collection;

/**
 * The middle of some values, and how far they spread.
 *
 * @param middle the mean of the two in the middle where there is no one
 */
public record Median(double middle, double least, double most) {

    /** @throws IllegalArgumentException when there is no value */
    public static Median of(Collection<Double> values) {
        if (values.isEmpty()) {
            throw new IllegalArgumentException("nothing has no median");
        }
        double[] sorted =
                values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        int half = sorted.length / 2;
        double middle = sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
        return new Median(middle, Arrays.stream(sorted).min().orElseThrow(), sorted[sorted.length - 1]);
    }
}
