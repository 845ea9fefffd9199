package com.numeneon.standalone.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BackOffTest {

    private final BackOff backOff = new BackOff();

    @Test
    void it_doubles_from_a_fifth_of_a_second_to_five_seconds() {
        assertThat(Stream.generate(() -> backOff.afterEnd(Duration.ZERO).toMillis())
                        .limit(7))
                .containsExactly(200L, 400L, 800L, 1600L, 3200L, 5000L, 5000L);
    }

    @Test
    void a_part_that_ran_well_for_a_while_is_started_again_soon() {
        backOff.afterEnd(Duration.ZERO);
        backOff.afterEnd(Duration.ofSeconds(9));

        assertThat(backOff.afterEnd(Duration.ofSeconds(10))).isEqualTo(Duration.ofMillis(200));
    }
}
