package com.numeneon.benchmarks.sockets;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ArrivalsTest {

    private static final long MS = 1_000_000;

    @Test
    void a_marker_is_found_in_the_middle_of_other_bytes() {
        byte[] frame =
                ("xx@@{\"content\":\"" + Marker.text(1_234_567, 40) + "\"}@@9@@").getBytes(StandardCharsets.UTF_8);

        assertThat(Marker.find(frame, 2, frame.length - 2)).isEqualTo(1_234_567);
        assertThat(Marker.find(frame, 2, 10))
                .as("of a part that does not hold it")
                .isEqualTo(-1);
        assertThat(Marker.text(1_234_567, 40)).hasSize(40);
    }

    @Test
    void each_frame_and_the_last_of_a_number_are_timed_from_when_the_request_was_due() {
        Arrivals arrivals = new Arrivals(100, 2, 3);
        arrivals.expect(100, 10 * MS);

        arrive(arrivals, 100, 12 * MS);
        arrive(arrivals, 100, 15 * MS);
        assertThat(arrivals.areAllHere()).isFalse();
        assertThat(arrivals.missing()).isEqualTo(1);
        arrive(arrivals, 100, 40 * MS);

        assertThat(arrivals.areAllHere()).isTrue();
        assertThat(arrivals.each().getTotalCount()).isEqualTo(3);
        assertThat(arrivals.each().getMinValue()).isBetween(1_990L, 2_000L);
        assertThat(arrivals.last().getTotalCount()).isEqualTo(1);
        assertThat(arrivals.last().getMaxValue()).isBetween(29_900L, 30_100L);
    }

    @Test
    void frames_that_nobody_expects_do_not_count() {
        Arrivals arrivals = new Arrivals(100, 2, 1);
        arrivals.expect(101, 0);

        arrive(arrivals, 99, MS);
        arrive(arrivals, 100, MS);
        arrive(arrivals, 102, MS);
        byte[] other = "{\"type\":\"heartbeat\"}".getBytes(StandardCharsets.UTF_8);
        arrivals.frame(other, 0, other.length, MS);
        assertThat(arrivals.arrived()).isZero();

        arrive(arrivals, 101, MS);
        arrive(arrivals, 101, MS);
        assertThat(arrivals.arrived()).as("once, as a second copy is none").isEqualTo(1);
    }

    @Test
    void a_request_that_failed_is_not_waited_for() {
        Arrivals arrivals = new Arrivals(0, 1, 5);
        arrivals.expect(0, 0);
        arrivals.forget(0);

        assertThat(arrivals.areAllHere()).isTrue();
        assertThat(arrivals.missing()).isZero();
    }

    private static void arrive(Arrivals arrivals, long number, long nanos) {
        byte[] frame = Marker.text(number, 30).getBytes(StandardCharsets.UTF_8);
        arrivals.frame(frame, 0, frame.length, nanos);
    }
}
