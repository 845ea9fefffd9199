package com.numeneon.contracts.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {

    @ParameterizedTest
    @ValueSource(strings = {"", "  "})
    void what_is_absent_or_blank_has_its_default(String blank) {
        Settings settings = settings(blank);

        assertThat(settings.text("VALUE", "default")).isEqualTo("default");
        assertThat(settings.integer("VALUE", 5, 1, 10)).isEqualTo(5);
        assertThat(settings.optional("ABSENT")).isEmpty();
    }

    @Test
    void what_is_required_and_missing_is_named_with_its_purpose() {
        assertThatExceptionOfType(InvalidSetting.class)
                .isThrownBy(() -> settings(" ").required("VALUE", "the URL of it"))
                .withMessage("VALUE must be set to the URL of it.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "11", "-1", "five", "1.5", "99999999999"})
    void a_number_out_of_its_range_is_refused_by_name(String value) {
        assertThatExceptionOfType(InvalidSetting.class)
                .isThrownBy(() -> settings(value).integer("VALUE", 5, 1, 10))
                .withMessage("VALUE must be a whole number from 1 to 10, not \"" + value + "\".");
    }

    @ParameterizedTest
    @CsvSource({
        "500ms, PT0.5S",
        "30s, PT30S",
        "15m, PT15M",
        "24h, PT24H",
        "7d, P7D",
        "PT1H, PT1H",
        "0, PT0S",
        "30, PT30S"
    })
    void a_duration_has_a_unit_or_counts_seconds(String text, Duration expected) {
        assertThat(settings(text).duration("VALUE", Duration.ZERO, Duration.ZERO, Duration.ofDays(7)))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"8d", "-5s", "soon", "5 apples"})
    void a_duration_that_is_none_or_out_of_bounds_is_refused_by_name(String value) {
        assertThatExceptionOfType(InvalidSetting.class)
                .isThrownBy(() -> settings(value).duration("VALUE", Duration.ZERO, Duration.ZERO, Duration.ofDays(7)))
                .withMessageStartingWith("VALUE must be a duration such as 90s, 15m or 24h, from 0 s to 604800 s");
    }

    private static Settings settings(String value) {
        return new Settings(Map.of("VALUE", value)::get);
    }
}
