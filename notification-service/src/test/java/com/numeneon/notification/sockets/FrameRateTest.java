package com.numeneon.notification.sockets;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class FrameRateTest {

    private static final long START = Long.MAX_VALUE - 5; // nanoTime may overflow
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final FrameRate rate = new FrameRate();

    @Test
    void twenty_in_a_second_are_fine_and_the_next_is_not() {
        for (int i = 0; i < 20; i++) {
            assertThat(rate.isFlooding(START + i)).isFalse();
        }

        assertThat(rate.isFlooding(START + SECOND - 1)).isTrue();
    }

    @Test
    void the_window_slides_so_a_burst_across_two_seconds_is_seen() {
        for (int i = 0; i < 15; i++) {
            assertThat(rate.isFlooding(START + SECOND * 9 / 10)).isFalse();
        }
        for (int i = 0; i < 5; i++) {
            assertThat(rate.isFlooding(START + SECOND * 11 / 10)).isFalse();
        }

        assertThat(rate.isFlooding(START + SECOND * 11 / 10)).isTrue();
    }

    @Test
    void twenty_a_second_may_go_on_for_ever() {
        for (long i = 0; i < 1_000; i++) {
            assertThat(rate.isFlooding(START + i * SECOND / 20)).isFalse();
        }
    }
}
