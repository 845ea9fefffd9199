package com.numeneon.api.duties;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class RoundsTest {

    private static final Duration QUICKLY = Duration.ofMillis(1);

    @Test
    void no_failure_ends_them() {
        var begun = new AtomicInteger();
        var rounds = new Rounds("failing", QUICKLY, new Random(1), () -> {
            if (begun.incrementAndGet() % 2 == 0) {
                throw new IllegalStateException("of the test");
            }
            throw new AssertionError("of the test");
        });

        rounds.start();

        await("many rounds in spite of their failures").until(() -> begun.get() >= 5);
        assertThat(rounds.isRunning()).isTrue();
        rounds.stop();
    }

    @Test
    void a_stop_interrupts_what_is_under_way() {
        var begun = new CountDownLatch(1);
        var interrupted = new CountDownLatch(1);
        var rounds = new Rounds("long", QUICKLY, new Random(1), () -> {
            begun.countDown();
            try {
                Thread.sleep(Duration.ofDays(1));
            } finally {
                interrupted.countDown();
            }
        });
        rounds.start();
        await("the round has begun").until(() -> begun.getCount() == 0);

        rounds.stop();

        await("it is interrupted").until(() -> interrupted.getCount() == 0);
        assertThat(rounds.isRunning()).isFalse();
    }

    @Test
    void the_first_comes_at_a_random_moment_and_not_at_the_start() {
        var bound = new AtomicReference<Long>();
        var rounds = new Rounds(
                "patient",
                Duration.ofDays(1),
                new Random(1) {
                    private static final long serialVersionUID = 1L;

                    @Override
                    public long nextLong(long exclusive) {
                        bound.set(exclusive);
                        return exclusive - 1;
                    }
                },
                () -> {
                    throw new AssertionError("too early");
                });

        rounds.start();

        await("it was drawn").until(() -> bound.get() != null);
        assertThat(bound.get()).isEqualTo(Duration.ofDays(1).toNanos());
        rounds.stop();
    }
}
