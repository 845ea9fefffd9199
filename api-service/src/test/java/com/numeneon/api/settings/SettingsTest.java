package com.numeneon.api.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

class SettingsTest {

    @Test
    void what_is_absent_or_blank_has_its_default() {
        Settings settings = settings(" ");

        assertThat(settings.text("VALUE", "default")).isEqualTo("default");
        assertThat(settings.integer("VALUE", 5, 1, 10)).isEqualTo(5);
        assertThat(settings.duration("ABSENT", Duration.ofSeconds(5))).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void what_is_required_and_missing_is_named_with_its_purpose() {
        assertThatExceptionOfType(InvalidSetting.class)
                .isThrownBy(() -> settings("").required("VALUE", "the URL of it"))
                .withMessage("The setting VALUE is missing. Set it to the URL of it.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "11", "five", "1.5", "99999999999"})
    void a_number_out_of_its_range_is_refused(String value) {
        assertThatExceptionOfType(InvalidSetting.class)
                .isThrownBy(() -> settings(value).integer("VALUE", 5, 1, 10))
                .withMessageContaining("VALUE")
                .withMessageContaining("from 1 to 10");
    }

    @ParameterizedTest
    @CsvSource({"500ms, PT0.5S", "30s, PT30S", "15m, PT15M", "7d, P7D", "PT1H, PT1H"})
    void a_duration_has_its_unit(String text, Duration expected) {
        assertThat(settings(text).duration("VALUE", Duration.ZERO)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0s", "-5s", "soon", "5 apples"})
    void a_duration_that_is_none_is_refused(String value) {
        assertThatExceptionOfType(InvalidSetting.class)
                .isThrownBy(() -> settings(value).duration("VALUE", Duration.ofSeconds(1)))
                .withMessageContaining("VALUE");
    }

    private static Settings settings(String value) {
        StandardEnvironment environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new MapPropertySource("test", Map.of("VALUE", value)));
        return new Settings(environment);
    }
}
