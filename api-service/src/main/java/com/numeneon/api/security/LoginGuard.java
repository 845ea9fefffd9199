package com.numeneon.api.security;

import com.numeneon.api.database.Transactions;
import com.numeneon.api.web.ClientAddress;
import com.numeneon.api.web.TooManyRequests;
import com.numeneon.api.web.Unavailable;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Checks passwords for whoever claims an account, and stops those who guess. An attempt is counted before its password is
 * looked at and given back when it was right, so no number of pods or of guesses at once gets past a limit, and only wrong
 * ones count. While a limit is exhausted a right password is refused too: otherwise the answer would tell that it is right.
 * Safe for all threads; no transaction and no lock is held while a password is hashed.
 */
public final class LoginGuard {

    private static final int LEAST_PAUSE_MILLIS = 5;
    private static final int LONGEST_PAUSE_MILLIS = 25;

    private final PasswordHashing passwords;
    private final LoginAttemptTable table;
    private final Transactions transactions;
    private final RandomGenerator random;
    private final MeterRegistry metrics;
    private final Duration longestWait;

    /** @param longestWait for a permit to hash and for others who try the same account or come from the same network */
    LoginGuard(
            PasswordHashing passwords,
            LoginAttemptTable table,
            Transactions transactions,
            RandomGenerator random,
            MeterRegistry metrics,
            Duration longestWait) {
        this.passwords = passwords;
        this.table = table;
        this.transactions = transactions;
        this.random = random;
        this.metrics = metrics;
        this.longestWait = longestWait;
    }

    /**
     * Whether the password is the account's. Takes the same statements and the same hash whether or not the account exists.
     *
     * @param accountKey what was typed to name the account, in the form in which it is unique
     * @param passwordHash the account's, if it exists
     * @throws TooManyRequests when this account, this address or both together had too many wrong ones
     * @throws Unavailable when it could not be checked within a few seconds
     */
    public boolean admits(String accountKey, ClientAddress address, String password, Optional<String> passwordHash) {
        try {
            return decideInTime(LoginAttempt.of(accountKey, address), password, passwordHash);
        } catch (Unavailable e) {
            count("busy");
            throw e;
        }
    }

    private boolean decideInTime(LoginAttempt attempt, String password, Optional<String> passwordHash) {
        long deadline = System.nanoTime() + longestWait.toNanos();
        while (true) {
            refuseBlocked(attempt);
            Optional<Boolean> right = passwords.withPermit(
                    Duration.ofNanos(deadline - System.nanoTime()), () -> decide(attempt, password, passwordHash));
            if (right.isPresent()) {
                count(right.get() ? "right" : "wrong");
                return right.get();
            }
            // Others at the same door are undecided yet: their outcome says whether there is room for this one.
            if (System.nanoTime() > deadline) {
                throw new Unavailable(PasswordHashing.BUSY, PasswordHashing.RETRY_AFTER);
            }
            pause();
        }
    }

    /** One statement without a permit to hash, so that who is blocked keeps nobody else waiting. */
    private void refuseBlocked(LoginAttempt attempt) {
        Optional<Duration> blockedFor = table.blockedFor(attempt);
        if (blockedFor.isPresent()) {
            count("blocked");
            throw new TooManyRequests(
                    "Too many failed logins. Please try again in " + inWords(blockedFor.get()) + ".", blockedFor.get());
        }
    }

    /** Empty when it could not be counted, so that nothing was checked. */
    private Optional<Boolean> decide(LoginAttempt attempt, String password, Optional<String> passwordHash) {
        return transactions.run(() -> table.begin(attempt)).map(id -> {
            boolean right = passwords.matches(password, passwordHash);
            if (right) {
                table.wasRight(id);
            } else {
                table.wasWrong(id);
            }
            return right;
        });
    }

    static String inWords(Duration wait) {
        long minutes = Math.ceilDiv(wait.toSeconds(), 60);
        if (wait.toSeconds() < 60) {
            return wait.toSeconds() == 1 ? "1 second" : wait.toSeconds() + " seconds";
        }
        return minutes == 1 ? "1 minute" : minutes + " minutes";
    }

    private void count(String outcome) {
        metrics.counter("numeneon.logins", "outcome", outcome).increment();
    }

    private void pause() {
        try {
            Thread.sleep(Duration.ofMillis(random.nextInt(LEAST_PAUSE_MILLIS, LONGEST_PAUSE_MILLIS)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted between two attempts of a login", e);
        }
    }
}
