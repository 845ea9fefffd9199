package com.numeneon.notification.sockets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.numeneon.contracts.settings.InvalidSetting;
import com.numeneon.contracts.settings.Settings;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.mock.env.MockEnvironment;

class SocketSettingsTest {

    @Test
    void the_defaults_are_those_that_the_readme_names() {
        assertThat(SocketSettings.read(new Settings(new MockEnvironment()::getProperty)))
                .isEqualTo(new SocketSettings(20, 10_000, 1024 * 1024, Duration.ofSeconds(25), Duration.ZERO));
    }

    @Test
    void each_has_its_variable() {
        MockEnvironment environment = new MockEnvironment()
                .withProperty("SOCKETS_PER_USER", "2")
                .withProperty("SOCKETS_PER_POD", "3")
                .withProperty("SOCKET_QUEUE_BYTES", "65536")
                .withProperty("SOCKET_HEARTBEAT_INTERVAL", "5s")
                .withProperty("SOCKET_MAX_AGE", "8h");

        assertThat(SocketSettings.read(new Settings(environment::getProperty)))
                .isEqualTo(new SocketSettings(2, 3, 65536, Duration.ofSeconds(5), Duration.ofHours(8)));
    }

    @Test
    void a_peer_that_is_dead_is_found_and_gone_within_a_minute_by_default() {
        Duration interval = SocketSettings.read(new Settings(new MockEnvironment()::getProperty))
                .heartbeatInterval();

        // It may have answered the last ping just before it died; the next one stays unanswered until the one after.
        Duration worst = interval.multipliedBy(2).plus(SocketSession.CLOSE_TIMEOUT);

        assertThat(worst).isLessThan(Duration.ofSeconds(60));
    }

    @Test
    void an_age_below_the_heartbeat_could_not_be_kept() {
        assertThatThrownBy(() -> new SocketSettings(1, 1, 65536, Duration.ofSeconds(25), Duration.ofSeconds(5)))
                .isInstanceOf(InvalidSetting.class)
                .hasMessageContaining("SOCKET_MAX_AGE");
    }
}
