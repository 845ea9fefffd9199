package com.numeneon.notification.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.env.MockEnvironment;

class SettingsReaderTest {

    private final MockEnvironment environment = new MockEnvironment();
    private final SettingsReader settings = new SettingsReader(environment);

    @ParameterizedTest
    @ValueSource(strings = {"", "  "})
    void a_blank_setting_counts_as_absent(String blank) {
        environment.setProperty("LIMIT", blank);

        assertThat(settings.integer("LIMIT", 7, 1, 9)).isEqualTo(7);
        assertThat(settings.text("LIMIT", "other")).isEqualTo("other");
        assertThatThrownBy(() -> settings.required("LIMIT", "how many"))
                .isInstanceOf(InvalidSetting.class)
                .hasMessage("LIMIT must be set: how many");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "10", "-1", "x", "5.0", "99999999999"})
    void a_number_out_of_bounds_is_refused_by_name(String value) {
        environment.setProperty("LIMIT", value);

        assertThatThrownBy(() -> settings.integer("LIMIT", 7, 1, 9))
                .isInstanceOf(InvalidSetting.class)
                .hasMessage("LIMIT must be a whole number from 1 to 9, not \"" + value + "\"");
    }

    @ParameterizedTest
    @CsvSource({"90s, 90", "15m, 900", "24h, 86400", "PT1H, 3600", "0, 0", "30, 30"})
    void a_duration_has_a_unit_or_counts_seconds(String value, long seconds) {
        environment.setProperty("GRACE", value);

        assertThat(settings.duration("GRACE", Duration.ZERO, Duration.ZERO, Duration.ofDays(14)))
                .isEqualTo(Duration.ofSeconds(seconds));
    }

    @Test
    void a_duration_out_of_bounds_is_refused_by_name() {
        environment.setProperty("GRACE", "soon");

        assertThatThrownBy(() -> settings.duration("GRACE", Duration.ZERO, Duration.ZERO, Duration.ofHours(1)))
                .isInstanceOf(InvalidSetting.class)
                .hasMessageStartingWith("GRACE must be a duration such as 90s, 15m or 24h, from 0 s to 3600 s");
    }
}
