package com.numeneon.standalone.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.numeneon.contracts.settings.DrainTimes;
import com.numeneon.contracts.settings.InvalidSetting;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LauncherSettingsTest {

    @Test
    void nothing_set_is_one_pod_of_each_with_embedded_servers_on_port_8000() {
        assertThat(LauncherSettings.from(Map.of("DATABASE_URL", " ")))
                .isEqualTo(new LauncherSettings(
                        Path.of(".numeneon").toAbsolutePath(),
                        8000,
                        1,
                        1,
                        Optional.empty(),
                        Optional.empty(),
                        false,
                        new DrainTimes(Duration.ofSeconds(1), Duration.ofSeconds(5))));
    }

    @Test
    void every_setting_counts() {
        var environment = Map.of(
                "NUMENEON_HOME", "/srv/numeneon",
                "PORT", "9000",
                "API_PODS", "2",
                "NOTIFICATION_PODS", "3",
                "DATABASE_URL", "postgres://db/x",
                "KAFKA_BOOTSTRAP_SERVERS", "broker:9092",
                "JWT_PRIVATE_KEY", "{}",
                "JWT_PUBLIC_KEYS", "{}",
                "DRAIN_DELAY", "0",
                "DRAIN_TIME", "20s");

        assertThat(LauncherSettings.from(environment))
                .isEqualTo(new LauncherSettings(
                        Path.of("/srv/numeneon"),
                        9000,
                        2,
                        3,
                        Optional.of("postgres://db/x"),
                        Optional.of("broker:9092"),
                        true,
                        new DrainTimes(Duration.ZERO, Duration.ofSeconds(20))));
    }

    @ParameterizedTest
    @CsvSource({"PORT,0", "PORT,65536", "PORT,http", "API_PODS,0", "API_PODS,17", "NOTIFICATION_PODS,-1"})
    void a_wrong_number_is_refused_by_its_name(String name, String value) {
        assertThatThrownBy(() -> LauncherSettings.from(Map.of(name, value)))
                .isInstanceOf(InvalidSetting.class)
                .hasMessageContaining(name)
                .hasMessageContaining(value);
    }

    @Test
    void half_a_pair_of_keys_is_refused() {
        assertThatThrownBy(() -> LauncherSettings.from(Map.of("JWT_PRIVATE_KEY", "secret")))
                .hasMessageContaining("JWT_PUBLIC_KEYS")
                .hasMessageNotContaining("secret");
    }
}
