package com.numeneon.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The dashboard and the alerts: that they ask for what there is, and that whoever is woken finds what to do. */
class ObservabilityTest {

    private static final String DASHBOARD = "deployment/observability/grafana/dashboards/numeneon.json";
    private static final String ALERTS = "deployment/observability/alerts/numeneon.yml";

    /** By Prometheus, and not by a service. */
    private static final String SCRAPED = "up";

    /** Any JSON is YAML. */
    private static Node read(String path) throws IOException {
        return Checkout.documents(Checkout.text(path)).getFirst();
    }

    private static List<Node> panels() throws IOException {
        return read(DASHBOARD)
                .at("panels")
                .items()
                .filter(panel -> !panel.at("type").is("row"))
                .toList();
    }

    private static List<Node> alerts() throws IOException {
        return read(ALERTS)
                .at("groups")
                .items()
                .flatMap(group -> group.at("rules").items())
                .toList();
    }

    private static Stream<String> expressions() throws IOException {
        return Stream.concat(
                panels().stream()
                        .flatMap(panel -> panel.at("targets").items())
                        .map(target -> target.at("expr").text()),
                alerts().stream().map(alert -> alert.at("expr").text()));
    }

    @Test
    void every_panel_says_what_it_shows() throws IOException {
        assertThat(panels()).hasSizeGreaterThan(30).allSatisfy(panel -> {
            String title = panel.at("title").text();
            assertThat(title).isNotEmpty();
            assertThat(panel.at("description").text()).as(title).isNotEmpty();
            assertThat(panel.at("fieldConfig", "defaults", "unit").text())
                    .as("unit of %s", title)
                    .isNotEmpty();
            assertThat(panel.at("datasource", "uid").text())
                    .as("source of %s", title)
                    .isEqualTo("prometheus");
            assertThat(panel.at("targets").items())
                    .as("queries of %s", title)
                    .isNotEmpty()
                    .allMatch(target -> !target.at("expr").text().isEmpty()
                            && !target.at("legendFormat").text().isEmpty());
        });
        assertThat(read(DASHBOARD)
                        .at("panels")
                        .items()
                        .map(panel -> panel.at("id").text()))
                .doesNotHaveDuplicates();
        assertThat(Checkout.text("deployment/observability/grafana/provisioning/datasources/prometheus.yml"))
                .contains("uid: prometheus");
    }

    @Test
    void every_metric_and_label_that_is_asked_for_is_exported() throws IOException {
        Map<String, Set<String>> exported = Metrics.exported();
        expressions()
                .forEach(expression -> Query.of(expression).labels().forEach((metric, labels) -> {
                    if (!metric.equals(SCRAPED)) {
                        assertThat(exported).as(expression).containsKey(metric);
                        assertThat(exported.get(metric))
                                .as("labels of %s in %s", metric, expression)
                                .containsAll(labels);
                    }
                }));
    }

    @Test
    void nothing_is_on_the_lists_that_nobody_asks_for() throws IOException {
        Map<String, Set<String>> asked = new HashMap<>();
        expressions()
                .forEach(expression -> Query.of(expression)
                        .labels()
                        .forEach((metric, labels) -> asked.computeIfAbsent(metric, name -> new HashSet<>())
                                .addAll(labels)));
        asked.remove(SCRAPED);

        assertThat(Metrics.exported()).isEqualTo(asked);
    }

    /** Else a misspelt outcome would mean that an alert never fires. */
    @Test
    void every_value_that_a_metric_of_ours_is_asked_for_stands_in_the_code() throws IOException {
        String code = code();
        Set<String> values = expressions()
                .flatMap(expression -> Query.of(expression).values().entrySet().stream())
                .filter(label -> !label.getKey().equals("le") && !label.getKey().equals("job"))
                .flatMap(label -> label.getValue().stream())
                .collect(Collectors.toSet());

        assertThat(values)
                .contains("4008", "recovered")
                .allSatisfy(value -> assertThat(code.contains("\"" + value + "\"")
                                || code.matches("(?s).*\\b(" + value + "|" + value.toUpperCase(Locale.ROOT) + ")\\b.*"))
                        .as(value)
                        .isTrue());
    }

    private static String code() throws IOException {
        StringBuilder code = new StringBuilder();
        for (String module : List.of("api-service", "notification-service", "tracing")) {
            try (Stream<Path> sources = Files.walk(Checkout.file(module + "/src/main/java"))) {
                for (Path source : sources.filter(path -> path.toString().endsWith(".java"))
                        .toList()) {
                    code.append(Files.readString(source));
                }
            }
        }
        return code.toString();
    }

    @Test
    void every_alert_leads_to_an_entry_of_the_runbook() throws IOException {
        assertThat(alerts()).hasSizeGreaterThan(15).allSatisfy(alert -> {
            String name = alert.at("alert").text();
            assertThat(name).matches("[A-Z][A-Za-z]+");
            assertThat(alert.at("for").text()).as("patience of %s", name).matches("\\d+m");
            assertThat(alert.at("labels", "severity").text())
                    .as("severity of %s", name)
                    .isIn("critical", "warning", "info");
            assertThat(alert.at("annotations", "summary").text())
                    .as("summary of %s", name)
                    .isNotEmpty();
            String[] runbook = alert.at("annotations", "runbook_url").text().split("#", 2);
            assertThat(anchors(runbook[0])).as("runbook of %s", name).contains(runbook[1]);
        });
        assertThat(alerts().stream().map(alert -> alert.at("alert").text())).doesNotHaveDuplicates();
    }

    /** Of the headings, as code hosts make them. */
    private static List<String> anchors(String document) throws IOException {
        return Checkout.text(document)
                .lines()
                .filter(line -> line.startsWith("#"))
                .map(line -> line.replaceFirst("^#+ ", "")
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^a-z0-9 _-]", "")
                        .replace(' ', '-'))
                .toList();
    }

    @Test
    void kubernetes_has_the_same_alerts() throws IOException {
        Node rule = read("k8s/components/scaling/prometheus-rule.yaml");

        assertThat(rule.at("spec", "groups").value())
                .isEqualTo(read(ALERTS).at("groups").value());
        assertThat(Checkout.text("k8s/components/scaling/kustomization.yaml")).contains("- prometheus-rule.yaml");
    }

    @Test
    void prometheus_loads_the_alerts_and_grafana_the_dashboard() throws IOException {
        String compose = Checkout.text("docker-compose.yml");

        assertThat(read("deployment/observability/prometheus.yml")
                        .at("rule_files")
                        .text())
                .contains("/etc/prometheus/alerts/*.yml");
        assertThat(compose)
                .contains("./deployment/observability/alerts:/etc/prometheus/alerts:ro")
                .contains("./deployment/observability/grafana/dashboards:/etc/grafana/dashboards:ro");
        assertThat(Checkout.text("deployment/observability/grafana/provisioning/dashboards/numeneon.yml"))
                .contains("path: /etc/grafana/dashboards");
    }

    @Test
    void promtool_takes_the_alerts_and_what_loads_them() throws Exception {
        String leftOut = "Alerts are not checked by Prometheus itself: no promtool is on the path.";
        boolean isThere = Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "promtool")));
        if (!isThere) {
            System.out.println(leftOut);
        }
        assumeTrue(isThere, leftOut);

        Process promtool = new ProcessBuilder(
                        "promtool", "check", "rules", Checkout.file(ALERTS).toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(promtool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(promtool.waitFor()).as(said).isZero();
    }
}
