package com.numeneon.api.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class WakeUpTest {

    private static final Duration LONG = Duration.ofMinutes(1);
    private final WakeUp wakeUp = new WakeUp();

    @Test
    void a_call_before_the_wait_is_not_lost() {
        wakeUp.wake();

        assertTimeoutPreemptively(Duration.ofSeconds(10), () -> wakeUp.await(LONG));
    }

    @Test
    void many_calls_are_one() throws InterruptedException {
        for (int i = 0; i < 1000; i++) {
            wakeUp.wake();
        }
        wakeUp.await(LONG);

        long begin = System.nanoTime();
        wakeUp.await(Duration.ofMillis(50));

        assertThat(System.nanoTime() - begin)
                .isGreaterThanOrEqualTo(Duration.ofMillis(50).toNanos());
    }
}
