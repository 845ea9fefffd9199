package com.numeneon.notification.sockets;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MaxAgeTest {

    private static final MaxAge HOURS = new MaxAge(Duration.ofHours(8));

    @Test
    void ages_lie_evenly_between_half_of_the_setting_and_the_whole() {
        Random random = new Random(11);
        List<Duration> ages = Stream.generate(() -> new UUID(random.nextLong(), random.nextLong()))
                .limit(10_000)
                .map(id -> HOURS.of(id.toString()))
                .toList();

        IntStream.range(0, 8).forEach(part -> {
            Duration from = Duration.ofHours(4).plus(Duration.ofMinutes(30).multipliedBy(part));
            Duration to = from.plusMinutes(30);
            assertThat(ages.stream()
                            .filter(age -> age.compareTo(from) >= 0 && age.compareTo(to) < 0)
                            .count())
                    .as("of 10,000 between %s and %s", from, to)
                    .isBetween(1_100L, 1_400L);
        });
    }

    @Test
    void the_age_of_a_socket_does_not_change() {
        assertThat(HOURS.of("socket-1")).isEqualTo(HOURS.of("socket-1")).isNotEqualTo(HOURS.of("socket-2"));
    }

    @Test
    void zero_is_no_limit() {
        assertThat(new MaxAge(Duration.ZERO).isReachedBy("socket-1", Duration.ofDays(365)))
                .isFalse();
    }
}
