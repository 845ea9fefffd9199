package com.numeneon.deployment;

import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The lists of what is watched; WatchedMetricsIT of each service holds its own against what it really exports. */
final class Metrics {

    static final List<String> LISTS = List.of("api-service", "notification-service");

    private static final Pattern LINE = Pattern.compile("(\\w+)(?:\\{([\\w,]+)})?");

    private Metrics() {}

    /** Labels by metric, of both services. */
    static Map<String, Set<String>> exported() throws IOException {
        Map<String, Set<String>> exported = new HashMap<>();
        for (String service : LISTS) {
            for (String line : Checkout.text("deployment/observability/metrics/" + service + ".txt")
                    .lines()
                    .toList()) {
                Matcher metric = LINE.matcher(line);
                if (!metric.matches()) {
                    throw new IllegalArgumentException(service + ".txt: " + line);
                }
                Set<String> labels = exported.computeIfAbsent(metric.group(1), name -> new HashSet<>());
                if (metric.group(2) != null) {
                    labels.addAll(Set.of(metric.group(2).split(",", -1)));
                }
            }
        }
        return exported;
    }
}
