package com.numeneon.benchmarks.report;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.HdrHistogram.Histogram;

/**
 * A report as SVG: the latencies of each series by percentile, both axes logarithmic, so that the slowest hundredth is as
 * wide as the rest; for a report without latencies, a bar for each series' first figure.
 */
public final class Plot {

    private static final int WIDTH = 860;
    private static final int LEFT = 70;
    private static final int RIGHT = 600;
    private static final int TOP = 40;
    private static final int BOTTOM = 400;
    private static final double[] PERCENTILES = {0, 50, 90, 99, 99.9, 99.99};
    private static final List<String> COLORS = List.of(
            "#1b6ca8", "#d1495b", "#2e8b57", "#8e5ea2", "#c77c11", "#008080", "#7a5230", "#555555", "#b5179e",
            "#3a0ca3");

    private final StringBuilder svg = new StringBuilder();
    private final Report report;

    private Plot(Report report) {
        this.report = report;
    }

    public static String of(Report report) {
        Plot plot = new Plot(report);
        int height = Math.max(BOTTOM + 60, TOP + 30 + 22 * report.series().size());
        plot.svg.append(String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\""
                        + " font-size=\"12\">%n<rect width=\"100%%\" height=\"100%%\" fill=\"white\"/>%n",
                WIDTH,
                height));
        plot.text(LEFT, 20, "start", report.scenario() + ", " + report.at());
        if (report.series().stream().anyMatch(series -> hasValues(series.latencies()))) {
            plot.latencies();
        } else {
            plot.bars();
        }
        return plot.svg.append("</svg>\n").toString();
    }

    private static boolean hasValues(Optional<Histogram> histogram) {
        return histogram.filter(values -> values.getTotalCount() > 0).isPresent();
    }

    private void latencies() {
        List<Series> shown = report.series().stream()
                .filter(series -> hasValues(series.latencies()))
                .toList();
        double most = shown.stream()
                .mapToDouble(series -> series.latencies().orElseThrow().getMaxValue() / 1e3)
                .max()
                .orElse(1);
        double least = shown.stream()
                .mapToDouble(series -> series.latencies().orElseThrow().getMinNonZeroValue() / 1e3)
                .min()
                .orElse(0.1);
        int low = (int) Math.floor(Math.log10(least));
        int high = Math.max(low + 1, (int) Math.ceil(Math.log10(most)));
        for (int decade = low; decade <= high; decade++) {
            double y = y(Math.pow(10, decade), low, high);
            line(LEFT, y, RIGHT, y, "#dddddd");
            text(LEFT - 6, y + 4, "end", Numbers.text(Math.pow(10, decade)));
        }
        for (double percentile : PERCENTILES) {
            line(x(percentile), TOP, x(percentile), BOTTOM, "#dddddd");
            text(x(percentile), BOTTOM + 18, "middle", percentile == 0 ? "0" : Double.toString(percentile));
        }
        text((LEFT + RIGHT) / 2.0, BOTTOM + 40, "middle", "percentile");
        text(LEFT - 6, TOP - 8, "end", "ms");
        for (int i = 0; i < shown.size(); i++) {
            Histogram histogram = shown.get(i).latencies().orElseThrow();
            StringBuilder points = new StringBuilder();
            for (double nines = 0; nines <= 4; nines += 0.05) {
                double percentile = 100 - 100 / Math.pow(10, nines);
                double ms = Math.max(histogram.getValueAtPercentile(percentile) / 1e3, least);
                points.append(String.format(Locale.ROOT, "%.1f,%.1f ", x(percentile), y(ms, low, high)));
                if (histogram.getTotalCount() * (1 - percentile / 100) < 1) {
                    // Fewer values than this percentile tells apart.
                    break;
                }
            }
            svg.append(String.format(
                    Locale.ROOT,
                    "<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2\"/>%n",
                    points.toString().strip(),
                    color(i)));
            legend(i, shown.get(i));
        }
    }

    private void bars() {
        List<Series> shown = report.series().stream()
                .filter(series -> !series.medians().isEmpty())
                .toList();
        if (shown.isEmpty()) {
            return;
        }
        String figure = shown.getFirst().medians().keySet().iterator().next();
        double most = shown.stream()
                .mapToDouble(series -> first(series, figure))
                .max()
                .orElse(1);
        text(LEFT, TOP - 4, "start", figure);
        double width = (RIGHT - LEFT) / (double) shown.size();
        for (int i = 0; i < shown.size(); i++) {
            double value = Math.max(0, first(shown.get(i), figure));
            double height = most <= 0 ? 0 : value / most * (BOTTOM - TOP - 20);
            svg.append(String.format(
                    Locale.ROOT,
                    "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" fill=\"%s\"/>%n",
                    LEFT + i * width + width * 0.1,
                    BOTTOM - height,
                    width * 0.8,
                    height,
                    color(i)));
            text(LEFT + (i + 0.5) * width, BOTTOM - height - 6, "middle", Numbers.text(value));
            legend(i, shown.get(i));
        }
        line(LEFT, BOTTOM, RIGHT, BOTTOM, "#888888");
    }

    private static double first(Series series, String figure) {
        Median median = series.medians().get(figure);
        return median == null ? 0 : median.middle();
    }

    private void legend(int number, Series series) {
        double y = TOP + 10 + 22.0 * number;
        line(RIGHT + 20, y, RIGHT + 44, y, color(number));
        text(RIGHT + 50, y + 4, "start", series.step() + ", " + series.side());
    }

    private static String color(int number) {
        return COLORS.get(number % COLORS.size());
    }

    private static double x(double percentile) {
        return LEFT + Math.log10(100 / (100 - percentile)) / 4 * (RIGHT - LEFT);
    }

    private static double y(double ms, int low, int high) {
        return BOTTOM - (Math.log10(ms) - low) / (high - low) * (BOTTOM - TOP);
    }

    private void line(double x1, double y1, double x2, double y2, String color) {
        svg.append(String.format(
                Locale.ROOT,
                "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"%s\"/>%n",
                x1,
                y1,
                x2,
                y2,
                color));
    }

    private void text(double x, double y, String anchor, String text) {
        svg.append(String.format(
                Locale.ROOT,
                "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>%n",
                x,
                y,
                anchor,
                text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")));
    }
}
