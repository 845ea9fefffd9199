package com.numeneon.notification.redelivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReportTest {

    private static final Order.Event EVENT = new Order.Event("numeneon.messages", 3, 17);
    private static final Instant TIME = Instant.parse("2026-11-22T15:04:05.000001Z");

    static List<Report> reports() {
        return List.of(
                new Report.Delivered(EVENT, "019a", 2, 1, TIME),
                new Report.Delivered(EVENT, null, 0, 0, TIME),
                new Report.Done(7),
                new Report.Failed("Kafka \"gave\" nothing."));
    }

    @ParameterizedTest
    @MethodSource("reports")
    void what_one_pod_writes_the_other_reads(Report report) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        report.writeTo(out);

        assertThat(out.toString(StandardCharsets.UTF_8).lines())
                .singleElement()
                .satisfies(line -> assertThat(Report.read(line)).contains(report));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "{\"news\":1}", "{\"delivered\":{}}"})
    void what_makes_no_sense_is_passed_over(String line) {
        assertThat(Report.read(line)).isEmpty();
    }

    @Test
    void a_place_outside_of_the_log_is_no_report() {
        assertThat(Report.read(
                        "{\"delivered\":{\"topic\":\"x\",\"partition\":0,\"offset\":0,\"time\":\"" + TIME + "\"}}"))
                .isEmpty();
    }
}
