package com.numeneon.standalone.launcher;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FailedStartsTest {

    private final FailedStarts failedStarts = new FailedStarts();

    @Test
    void the_fifth_within_a_minute_is_the_last() {
        for (int second : new int[] {0, 15, 30, 45}) {
            assertThat(failedStarts.add(SECONDS.toNanos(second))).isFalse();
        }
        assertThat(failedStarts.add(SECONDS.toNanos(60))).isTrue();
    }

    @Test
    void five_in_more_than_a_minute_are_borne() {
        for (int second : new int[] {0, 20, 40, 60, 80, 100}) {
            assertThat(failedStarts.add(SECONDS.toNanos(second))).isFalse();
        }
    }
}
