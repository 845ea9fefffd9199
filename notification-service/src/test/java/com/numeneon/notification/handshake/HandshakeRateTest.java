package com.numeneon.notification.handshake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class HandshakeRateTest {

    private static final int CLIENTS = 5_000;
    private static final long[] SECONDS_OF_RETRIES = {1, 3, 7};

    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 10);
    private final HandshakeRate rate = new HandshakeRate(10, nanos::get);

    @Test
    void a_second_s_worth_may_come_at_once_and_the_next_one_must_wait_for_its_share() {
        assertThat(taken(rate, 100)).isEqualTo(10);

        nanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(100) - 1);
        assertThat(rate.take()).isFalse();
        nanos.addAndGet(1);
        assertThat(taken(rate, 100)).isEqualTo(1);
    }

    @Test
    void quiet_saves_no_more_than_a_second_s_worth() {
        taken(rate, 100);

        nanos.addAndGet(TimeUnit.HOURS.toNanos(1));

        assertThat(taken(rate, 100)).isEqualTo(10);
    }

    @Test
    void refused_ones_cost_nothing() {
        taken(rate, 100);
        for (int i = 0; i < 100; i++) {
            nanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(1));
            rate.take();
        }

        assertThat(rate.take()).as("the second of a second's steady attempts").isFalse();
        nanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(100));
        assertThat(rate.take()).isTrue();
    }

    @Test
    void five_thousand_who_lose_their_pod_at_once_are_back_at_another_one_within_eight_seconds() {
        HandshakeRate usual = new HandshakeRate(HandshakeRate.DEFAULT, nanos::get);
        long start = nanos.get();
        int waiting = CLIENTS;

        for (long second : SECONDS_OF_RETRIES) {
            nanos.set(start + TimeUnit.SECONDS.toNanos(second));
            waiting -= taken(usual, waiting);
        }

        assertThat(waiting).isZero();
    }

    private static int taken(HandshakeRate from, int attempts) {
        int taken = 0;
        for (int i = 0; i < attempts; i++) {
            if (from.take()) {
                taken++;
            }
        }
        return taken;
    }
}
