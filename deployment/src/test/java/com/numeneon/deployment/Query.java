package com.numeneon.deployment;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an expression in PromQL reads. No parser: what is left when ranges, texts and groupings are taken away is functions,
 * which have a parenthesis behind them, operators, and metrics.
 *
 * @param labels by metric: those that it is asked by, and, for all metrics of the expression, those it is grouped by
 * @param values by label: those that a metric is asked for
 */
record Query(Map<String, Set<String>> labels, Map<String, Set<String>> values) {

    private static final Pattern RANGE = Pattern.compile("\\[[^]]*]");
    private static final Pattern GROUPING =
            Pattern.compile("\\b(?:by|without|on|ignoring|group_left|group_right)\\s*\\(([^)]*)\\)");
    private static final Pattern METRIC = Pattern.compile("([a-zA-Z_:][\\w:]*)(\\{[^}]*})?(\\s*\\()?");
    private static final Pattern MATCHER = Pattern.compile("(\\w+)\\s*(?:=~|!~|!=|=)\\s*\"([^\"]*)\"");
    private static final Set<String> OPERATORS = Set.of("and", "or", "unless", "bool", "offset");

    /** What Prometheus itself adds to each series. */
    private static final Set<String> OF_THE_SCRAPE = Set.of("job", "instance");

    static Query of(String expression) {
        String withoutRanges = RANGE.matcher(expression).replaceAll("");
        Set<String> groups = new HashSet<>();
        GROUPING.matcher(withoutRanges)
                .results()
                .forEach(grouping ->
                        groups.addAll(Set.of(grouping.group(1).strip().split("\\s*,\\s*", -1))));
        Map<String, Set<String>> labels = new HashMap<>();
        Map<String, Set<String>> values = new HashMap<>();
        Matcher metrics = METRIC.matcher(GROUPING.matcher(withoutRanges).replaceAll(""));
        metrics.results()
                .filter(found -> found.group(3) == null && !OPERATORS.contains(found.group(1)))
                .forEach(found -> {
                    Set<String> own = labels.computeIfAbsent(found.group(1), name -> new HashSet<>(groups));
                    matchers(found).forEach((label, value) -> {
                        own.add(label);
                        if (found.group(1).startsWith("numeneon_")) {
                            values.computeIfAbsent(label, name -> new HashSet<>())
                                    .addAll(Set.of(value.split("\\|", -1)));
                        }
                    });
                });
        labels.values().forEach(own -> own.removeAll(OF_THE_SCRAPE));
        return new Query(labels, values);
    }

    private static Map<String, String> matchers(MatchResult metric) {
        Map<String, String> matchers = new HashMap<>();
        if (metric.group(2) != null) {
            MATCHER.matcher(metric.group(2))
                    .results()
                    .forEach(matcher -> matchers.put(matcher.group(1), matcher.group(2)));
        }
        return matchers;
    }
}
