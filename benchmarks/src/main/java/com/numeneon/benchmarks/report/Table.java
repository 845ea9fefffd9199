package com.numeneon.benchmarks.report;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A report as text: one table of the figures, one of the ratios, and the notes. */
public final class Table {

    private Table() {}

    public static String of(Report report) {
        StringBuilder text = new StringBuilder();
        Set<String> names = new LinkedHashSet<>();
        report.series().forEach(series -> names.addAll(series.medians().keySet()));
        List<List<String>> rows = new ArrayList<>();
        List<String> head = new ArrayList<>(List.of(report.scenario(), "side"));
        head.addAll(names);
        rows.add(head);
        for (Series series : report.series()) {
            Map<String, Median> medians = series.medians();
            List<String> row = new ArrayList<>(List.of(series.step(), series.side()));
            for (String name : names) {
                Median median = medians.get(name);
                row.add(median == null ? "" : spread(median, series.rounds().size()));
            }
            rows.add(row);
        }
        append(text, rows);
        for (Report.Ratio ratio : report.ratios()) {
            text.append('\n')
                    .append(ratio.step())
                    .append(", target as a share of ")
                    .append(ratio.against());
            text.append('\n');
            ratio.figures()
                    .forEach((name, median) -> text.append("  ")
                            .append(name)
                            .append("  ")
                            .append(spread(median, 2))
                            .append('\n'));
        }
        for (Series series : report.series()) {
            series.rounds().stream()
                    .flatMap(round -> round.notes().stream())
                    .distinct()
                    .forEach(note -> text.append("\nNote on ")
                            .append(series.step())
                            .append(" (")
                            .append(series.side())
                            .append("): ")
                            .append(note));
        }
        return text.append('\n').toString();
    }

    private static String spread(Median median, int rounds) {
        String middle = Numbers.text(median.middle());
        return rounds < 2
                ? middle
                : middle + " [" + Numbers.text(median.least()) + "-" + Numbers.text(median.most()) + "]";
    }

    private static void append(StringBuilder text, List<List<String>> rows) {
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int column = 0; column < row.size(); column++) {
                int at = column;
                int width = rows.stream()
                        .mapToInt(any -> any.get(at).length())
                        .max()
                        .orElse(0);
                line.append(column == 0 ? "" : "  ")
                        .append(row.get(column))
                        .repeat(' ', width - row.get(column).length());
            }
            text.append(line.toString().stripTrailing()).append('\n');
        }
    }
}
