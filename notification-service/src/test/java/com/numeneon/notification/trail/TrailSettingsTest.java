package com.numeneon.notification.trail;

import static org.assertj.core.api.Assertions.assertThat;

import com.numeneon.contracts.settings.Settings;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TrailSettingsTest {

    @Test
    void the_defaults_are_those_that_the_readme_names() {
        assertThat(TrailSettings.read(new Settings(name -> null)))
                .isEqualTo(new TrailSettings(16_777_216, Duration.ofHours(24)));
    }

    @Test
    void each_has_its_variable() {
        Map<String, String> environment = Map.of("TRAIL_BYTES", "2000000", "TRAIL_TIME", "2h");

        assertThat(TrailSettings.read(new Settings(environment::get)))
                .isEqualTo(new TrailSettings(2_000_000, Duration.ofHours(2)));
    }
}
