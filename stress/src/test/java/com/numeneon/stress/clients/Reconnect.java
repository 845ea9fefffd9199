package com.numeneon.stress.clients;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** How long a client waits before it opens its next socket. Safe for all threads if its randomness is. */
@FunctionalInterface
interface Reconnect {

    /** @param failures how many sockets have failed since the last one that opened */
    Duration after(int failures);

    /** The browser client that exists: 1, 2, 4, 8, then 10 s. */
    static Reconnect likeTheBrowser() {
        return failures -> Duration.ofSeconds(Math.min(10, 1L << Math.min(failures, 4)));
    }

    /** Half a second, doubled each time up to 8 s, and anything from half of it to all of it. */
    static Reconnect withJitter(RandomGenerator random) {
        return failures -> {
            long most = 500L << Math.min(failures, 4);
            return Duration.ofMillis(most / 2 + random.nextLong(most / 2));
        };
    }
}
