package com.numeneon.benchmarks.report;

import com.numeneon.contracts.json.ContractJson;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A report as JSON, as {@code report.schema.json} describes it. Figures keep their names and units. */
public final class ReportJson {

    private static final double[] PERCENTILES = {50, 75, 90, 95, 99, 99.5, 99.9, 99.99, 100};

    private ReportJson() {}

    public static String of(Report report) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("scenario", report.scenario());
        json.put("at", report.at());
        json.put("command", report.command());
        json.put("machine", report.machine());
        json.put("series", report.series().stream().map(ReportJson::series).toList());
        json.put(
                "ratios",
                report.ratios().stream()
                        .map(ratio ->
                                Map.of("step", ratio.step(), "against", ratio.against(), "figures", ratio.figures()))
                        .toList());
        return ContractJson.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(json) + "\n";
    }

    private static Map<String, Object> series(Series series) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("step", series.step());
        json.put("side", series.side());
        json.put("figures", series.medians());
        json.put("rounds", series.rounds().stream().map(Figures::values).toList());
        List<String> notes = series.rounds().stream()
                .flatMap(round -> round.notes().stream())
                .distinct()
                .toList();
        json.put("notes", notes);
        series.latencies().ifPresent(histogram -> {
            List<Map<String, Double>> percentiles = new ArrayList<>();
            for (double percentile : PERCENTILES) {
                percentiles.add(
                        Map.of("percentile", percentile, "ms", histogram.getValueAtPercentile(percentile) / 1e3));
            }
            json.put("latencies", percentiles);
        });
        return json;
    }
}
