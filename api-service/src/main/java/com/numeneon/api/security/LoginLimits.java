package com.numeneon.api.security;

import com.numeneon.contracts.settings.Settings;
import java.time.Duration;

/**
 * How many wrong passwords are taken in any span of time as long as the window.
 *
 * @param perAccountAndAddress {@code LOGIN_FAILURES_PER_ACCOUNT_AND_ADDRESS}
 * @param perAddress {@code LOGIN_FAILURES_PER_ADDRESS}
 * @param perAccount {@code LOGIN_FAILURES_PER_ACCOUNT}, from anywhere
 * @param window {@code LOGIN_FAILURES_WINDOW}
 */
record LoginLimits(int perAccountAndAddress, int perAddress, int perAccount, Duration window) {

    private static final int MAX = 1_000_000;

    static LoginLimits of(Settings settings) {
        return new LoginLimits(
                settings.integer("LOGIN_FAILURES_PER_ACCOUNT_AND_ADDRESS", 10, 1, MAX),
                settings.integer("LOGIN_FAILURES_PER_ADDRESS", 100, 1, MAX),
                settings.integer("LOGIN_FAILURES_PER_ACCOUNT", 50, 1, MAX),
                settings.duration(
                        "LOGIN_FAILURES_WINDOW", Duration.ofMinutes(15), Duration.ofSeconds(1), Duration.ofDays(1)));
    }
}
