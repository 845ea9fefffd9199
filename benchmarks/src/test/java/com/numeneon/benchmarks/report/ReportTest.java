package com.numeneon.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import com.numeneon.benchmarks.load.Latencies;
import com.numeneon.contracts.json.ContractJson;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.xml.parsers.DocumentBuilderFactory;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;
import tools.jackson.databind.JsonNode;

class ReportTest {

    @Test
    void percentiles_are_those_of_what_was_recorded() {
        Histogram latencies = latencies(1, 100);

        assertThat(Latencies.millis(latencies, 50)).isBetween(49.9, 50.1);
        assertThat(Latencies.millis(latencies, 99)).isBetween(98.9, 99.1);
        assertThat(Latencies.millis(new Latencies().histogram(), 99)).isZero();
    }

    @Test
    void a_median_is_the_middle_with_its_spread() {
        assertThat(Median.of(List.of(9.0, 1.0, 2.0))).isEqualTo(new Median(2, 1, 9));
        assertThat(Median.of(List.of(4.0, 1.0, 2.0, 9.0))).isEqualTo(new Median(3, 1, 9));
        assertThatThrownBy(() -> Median.of(List.of())).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_ratio_is_the_median_of_the_rounds_ratios_and_not_the_ratio_of_the_medians() {
        Series target = series("s", "target", 10, 40, 90);
        Series floor = series("s", "floor", 100, 200, 100);

        assertThat(target.shareOf(floor)).containsExactly(Map.entry("rate_per_s", new Median(0.2, 0.1, 0.9)));
    }

    @Test
    void only_figures_that_both_have_are_compared() {
        Series target = new Series("s", "target", List.of(Figures.none().with("p50_ms", 3)));
        Series floor = new Series("s", "floor", List.of(Figures.none().with("rate_per_s", 3)));

        assertThat(target.shareOf(floor)).isEmpty();
        assertThat(report(target, floor).ratios()).isEmpty();
    }

    @Test
    void rounds_are_one_distribution() {
        Series series = new Series(
                "s",
                "target",
                List.of(
                        Figures.none().withLatencies(latencies(1, 10)),
                        Figures.none().withLatencies(latencies(91, 100))));

        assertThat(series.latencies().orElseThrow().getTotalCount()).isEqualTo(20);
        assertThat(Latencies.millis(series.latencies().orElseThrow(), 100)).isBetween(99.9, 100.1);
    }

    @Test
    void the_json_is_as_its_schema_says() throws IOException {
        String json = ReportJson.of(full());

        assertThat(schema().validate(json, InputFormat.JSON)).isEmpty();
        JsonNode first = ContractJson.mapper().readTree(json).path("series").path(0);
        assertThat(first.path("figures").path("p99_ms").path("middle").asDouble())
                .isBetween(98.9, 99.1);
        assertThat(first.path("latencies").path(0).path("ms").asDouble()).isBetween(49.9, 50.1);
        assertThat(ContractJson.mapper()
                        .readTree(json)
                        .path("ratios")
                        .path(0)
                        .path("against")
                        .asString())
                .isEqualTo("floor");
    }

    @Test
    void the_schema_refuses_what_is_no_report() throws IOException {
        String json = ReportJson.of(full()).replace("\"side\" : \"floor\"", "\"side\" : \"ceiling\"");

        assertThat(schema().validate(json, InputFormat.JSON)).isNotEmpty();
    }

    @Test
    void the_plot_has_a_line_for_each_series_with_latencies() throws Exception {
        Document plot = parsed(Plot.of(full()));

        assertThat(plot.getElementsByTagName("polyline").getLength()).isEqualTo(2);
        assertThat(plot.getDocumentElement().getTextContent()).contains("<8> & more, target", "8, floor");
    }

    @Test
    void a_plot_without_latencies_has_a_bar_for_each_series() throws Exception {
        Document plot = parsed(Plot.of(report(series("a", "target", 3), series("b", "target", 6))));

        assertThat(plot.getElementsByTagName("polyline").getLength()).isZero();
        assertThat(plot.getElementsByTagName("rect").getLength())
                .as("and the ground")
                .isEqualTo(1 + 2);
    }

    @Test
    void nothing_measured_is_a_plot_and_a_table_too() {
        Report nothing = report(new Series("a", "target", List.of(Figures.none().withNote("not measured: no way"))));

        assertThatCode(() -> parsed(Plot.of(nothing))).doesNotThrowAnyException();
        assertThat(Table.of(nothing)).contains("Note on a (target): not measured: no way");
    }

    @Test
    void the_table_shows_medians_spreads_and_ratios() {
        String table = Table.of(report(series("8", "target", 10, 40, 90), series("8", "floor", 100, 200, 100)));

        assertThat(table).isEqualToNormalizingNewlines("""
                send  side    rate_per_s
                8     target  40 [10-90]
                8     floor   100 [100-200]

                8, target as a share of floor
                  rate_per_s  0.200 [0.100-0.900]

                """);
    }

    private static Report full() {
        return report(
                new Series(
                        "<8> & more",
                        "target",
                        List.of(Figures.none()
                                .with("rate_per_s", 12.5)
                                .with("nothing_to_divide_by", 1 / 0.0)
                                .withLatencies(latencies(1, 100))
                                .withNote("a note"))),
                new Series("8", "target", List.of(Figures.none().with("rate_per_s", 2))),
                new Series(
                        "8",
                        "floor",
                        List.of(Figures.none().with("rate_per_s", 25).withLatencies(latencies(1, 3)))));
    }

    private static Report report(Series... series) {
        return new Report(
                "send",
                Instant.parse("2026-11-28T10:00:00Z"),
                new Report.Machine("Linux", 2, "25", 0.5, 2),
                "./numeneon bench send",
                List.of(series));
    }

    private static Series series(String step, String side, double... rates) {
        return new Series(
                step,
                side,
                java.util.Arrays.stream(rates)
                        .mapToObj(rate -> Figures.none().with("rate_per_s", rate))
                        .toList());
    }

    /** One of each of these milliseconds. */
    private static Histogram latencies(int from, int to) {
        Latencies latencies = new Latencies();
        for (int ms = from; ms <= to; ms++) {
            latencies.record(ms * 1_000_000L);
        }
        return latencies.histogram();
    }

    private static Document parsed(String svg) throws Exception {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
    }

    private static Schema schema() throws IOException {
        try (InputStream file = Objects.requireNonNull(Report.class.getResourceAsStream("/report.schema.json"))) {
            return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(new String(file.readAllBytes(), StandardCharsets.UTF_8), InputFormat.JSON);
        }
    }
}
