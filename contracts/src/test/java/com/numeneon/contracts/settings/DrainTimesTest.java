package com.numeneon.contracts.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DrainTimesTest {

    @Test
    void the_defaults_are_those_that_the_readme_names_and_end_within_the_usual_grace() {
        DrainTimes times = read(Map.of());

        assertThat(times).isEqualTo(new DrainTimes(Duration.ofSeconds(1), Duration.ofSeconds(5)));
        assertThat(times.drained()).isEqualTo(Duration.ofSeconds(12));
        assertThat(times.ended()).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void each_has_its_variable() {
        assertThat(read(Map.of("DRAIN_DELAY", "10s", "DRAIN_TIME", "1m")))
                .isEqualTo(new DrainTimes(Duration.ofSeconds(10), Duration.ofMinutes(1)));
    }

    @Test
    void one_that_nobody_would_wait_for_is_refused() {
        assertThatThrownBy(() -> read(Map.of("DRAIN_TIME", "1h")))
                .isInstanceOf(InvalidSetting.class)
                .hasMessageContaining("DRAIN_TIME must be a duration");
        assertThatThrownBy(() -> read(Map.of("DRAIN_DELAY", "3m")))
                .isInstanceOf(InvalidSetting.class)
                .hasMessageContaining("DRAIN_DELAY must be a duration");
    }

    private static DrainTimes read(Map<String, String> environment) {
        return DrainTimes.of(new Settings(environment::get));
    }
}
