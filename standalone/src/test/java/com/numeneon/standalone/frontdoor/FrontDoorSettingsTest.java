package com.numeneon.standalone.frontdoor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.numeneon.contracts.settings.InvalidSetting;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FrontDoorSettingsTest {

    private static final Map<String, String> ENOUGH =
            Map.of("API_TARGETS", "127.0.0.1:9001:9101", "NOTIFICATION_TARGETS", "127.0.0.1:9002:9102,[::1]:9003:9103");

    @Test
    void the_targets_are_enough() {
        FrontDoorSettings settings = FrontDoorSettings.from(ENOUGH);

        assertThat(settings.port()).isEqualTo(8000);
        assertThat(settings.apiTargets()).containsExactly(new PodAddress("127.0.0.1", 9001, 9101));
        assertThat(settings.notificationTargets())
                .containsExactly(new PodAddress("127.0.0.1", 9002, 9102), new PodAddress("[::1]", 9003, 9103));
        assertThat(settings.allowedOrigins().allows("http://localhost:5173")).isTrue();
        assertThat(settings.allowedOrigins().allows("https://elsewhere.example"))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "PORT                 | eight",
                "PORT                 | 65536",
                "PORT                 | -1",
                "ADDRESS              | no such name",
                "API_TARGETS          | ''",
                "API_TARGETS          | localhost:80",
                "API_TARGETS          | localhost:80:81,",
                "NOTIFICATION_TARGETS | localhost:0:81",
                "NOTIFICATION_TARGETS | http://localhost:80:81",
                "CORS_ALLOWED_ORIGINS | localhost"
            })
    void a_bad_setting_is_named(String name, String value) {
        Map<String, String> environment = new HashMap<>(ENOUGH);
        environment.put(name, value);

        assertThatThrownBy(() -> FrontDoorSettings.from(environment))
                .isInstanceOf(InvalidSetting.class)
                .hasMessageContaining(name);
    }
}
