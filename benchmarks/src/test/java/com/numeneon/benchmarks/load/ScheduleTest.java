package com.numeneon.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ScheduleTest {

    @Test
    void requests_are_due_at_a_steady_rate_which_does_not_drift() {
        Schedule schedule = new Schedule(1_000, 3, Duration.ofMinutes(1));

        assertThat(schedule.count()).isEqualTo(180);
        assertThat(schedule.dueNanos(0)).isEqualTo(1_000);
        assertThat(schedule.dueNanos(1)).isEqualTo(1_000 + 333_333_333);
        assertThat(schedule.dueNanos(3)).isEqualTo(1_000 + 1_000_000_000);
        assertThat(schedule.dueNanos(179)).isEqualTo(1_000 + 59_666_666_667L);
    }

    @Test
    void after_the_last_there_is_none() {
        Schedule schedule = new Schedule(0, 2, Duration.ofSeconds(1));

        assertThat(schedule.take()).isEqualTo(0);
        assertThat(schedule.take()).isEqualTo(1);
        assertThat(schedule.take()).isEqualTo(-1);
        assertThat(schedule.take()).isEqualTo(-1);
    }

    @Test
    void a_rate_is_above_zero() {
        assertThatThrownBy(() -> new Schedule(0, 0, Duration.ofSeconds(1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Schedule(0, Double.NaN, Duration.ofSeconds(1)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
