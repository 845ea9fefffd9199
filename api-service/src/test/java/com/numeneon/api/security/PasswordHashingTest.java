package com.numeneon.api.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.numeneon.api.web.Unavailable;
import com.numeneon.infra.testing.AtOnce;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Collections;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PasswordHashingTest {

    private static final Argon2Settings CHEAP = new Argon2Settings(64, 1, 1);

    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();

    @Test
    void a_password_matches_its_own_hash_only() {
        PasswordHashing hashing = hashing(1);
        String hash = hashing.hash("right");

        assertThat(hashing.matches("right", Optional.of(hash))).isTrue();
        assertThat(hashing.matches("wrong", Optional.of(hash))).isFalse();
        assertThat(hashing.hash("right")).isNotEqualTo(hash);
    }

    @Test
    void an_unknown_account_costs_a_hash_as_a_known_one_does() {
        PasswordHashing hashing = hashing(1);
        long before = hashes();

        assertThat(hashing.matches("anything", Optional.empty())).isFalse();

        assertThat(hashes() - before).isEqualTo(1);
    }

    @Test
    void nobodys_password_opens_nothing() {
        assertThat(hashing(1).matches("nobody's", Optional.empty())).isFalse();
    }

    @Test
    void who_gets_no_permit_is_told_to_come_back() {
        PasswordHashing hashing = hashing(0);

        assertThatExceptionOfType(Unavailable.class).isThrownBy(() -> hashing.hash("any"));
    }

    @Test
    void as_many_hash_at_once_as_there_are_permits() {
        PasswordHashing hashing = hashing(2, Duration.ofSeconds(30));
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CountDownLatch bothIn = new CountDownLatch(2);

        AtOnce.call(Collections.nCopies(
                8,
                () -> hashing.withPermit(Duration.ofSeconds(30), () -> {
                    most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                    bothIn.countDown();
                    awaitUninterrupted(bothIn);
                    return inside.decrementAndGet();
                })));

        assertThat(most).hasValue(2);
    }

    private PasswordHashing hashing(int permits) {
        return hashing(permits, Duration.ofMillis(10));
    }

    private PasswordHashing hashing(int permits, Duration longestWait) {
        return new PasswordHashing(CHEAP, permits, longestWait, "nobody's", metrics);
    }

    private static void awaitUninterrupted(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private long hashes() {
        return metrics.get("numeneon.password.hash").timer().count();
    }
}
