package com.numeneon.api.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BackoffTest {

    @Test
    void pauses_double_up_to_the_longest_and_begin_again_after_a_success() {
        var backoff = new Backoff(Duration.ofMillis(2), Duration.ofMillis(10));

        assertThat(Stream.generate(backoff::next).limit(5).map(Duration::toMillis))
                .containsExactly(2L, 4L, 8L, 10L, 10L);
        backoff.reset();
        assertThat(backoff.next()).hasMillis(2);
    }
}
