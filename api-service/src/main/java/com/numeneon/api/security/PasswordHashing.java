package com.numeneon.api.security;

import com.numeneon.api.web.Unavailable;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;

/**
 * Password hashes by Argon2id. A hash is made to cost memory and CPU, so only as many run at once as there are cores; who
 * waits too long for a permit is told to come back. Safe for all threads.
 */
public final class PasswordHashing {

    static final Duration LONGEST_WAIT = Duration.ofSeconds(5);
    static final Duration RETRY_AFTER = Duration.ofSeconds(5);
    static final String BUSY = "Too many people are logging in right now. Please try again.";

    private final Argon2PasswordEncoder encoder;
    private final Semaphore permits;
    private final Duration longestWait;
    private final Timer timer;
    private final String nobodysHash;

    /**
     * @param atOnce how many hashes may run at the same time
     * @param longestWait for a permit
     * @param nobodysPassword checked in place of an unknown account's; nobody must know it
     */
    PasswordHashing(
            Argon2Settings settings, int atOnce, Duration longestWait, String nobodysPassword, MeterRegistry metrics) {
        this.encoder = settings.encoder();
        this.permits = new Semaphore(atOnce, true);
        this.longestWait = longestWait;
        this.timer = Timer.builder("numeneon.password.hash")
                .description("Hashing or checking one password, without the wait for a permit")
                .register(metrics);
        this.nobodysHash = encode(nobodysPassword);
    }

    /** @throws Unavailable when no permit became free */
    public String hash(String password) {
        return withPermit(longestWait, () -> timer.record(() -> encode(password)));
    }

    /**
     * Whether the password belongs to the hash. Without a hash the answer is no, in the same time: how long it takes must
     * not tell whether an account exists. Only to be called {@link #withPermit}.
     */
    boolean matches(String password, Optional<String> hash) {
        return timer.record(() -> encoder.matches(password, hash.orElse(nobodysHash))) && hash.isPresent();
    }

    /**
     * Runs what hashes, once there is a permit for it.
     *
     * @throws Unavailable when none became free
     */
    <T> T withPermit(Duration wait, Supplier<T> work) {
        if (!tryAcquire(wait)) {
            throw new Unavailable(BUSY, RETRY_AFTER);
        }
        try {
            return work.get();
        } finally {
            permits.release();
        }
    }

    /** The encoder is null only for a null password. */
    private String encode(String password) {
        return String.valueOf(encoder.encode(password));
    }

    private boolean tryAcquire(Duration wait) {
        try {
            return permits.tryAcquire(wait.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
