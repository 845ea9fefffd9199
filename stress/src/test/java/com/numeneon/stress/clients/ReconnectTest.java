package com.numeneon.stress.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ReconnectTest {

    @Test
    void the_browser_waits_1_2_4_8_and_then_10_seconds() {
        Reconnect reconnect = Reconnect.likeTheBrowser();

        assertThat(IntStream.range(0, 7).mapToObj(reconnect::after))
                .containsExactly(seconds(1), seconds(2), seconds(4), seconds(8), seconds(10), seconds(10), seconds(10));
    }

    @Test
    void with_jitter_it_is_between_half_and_all_of_a_growing_time() {
        Reconnect reconnect = Reconnect.withJitter(new Random(1));

        assertThat(reconnect.after(0)).isBetween(Duration.ofMillis(250), Duration.ofMillis(500));
        assertThat(reconnect.after(20)).isBetween(seconds(4), seconds(8));
    }

    private static Duration seconds(long seconds) {
        return Duration.ofSeconds(seconds);
    }
}
