package com.numeneon.contracts.settings;

import java.time.Duration;

/**
 * How long a notification pod takes to leave: for the pod itself, and for whoever stops it and must not kill it before.
 *
 * @param delay {@code DRAIN_DELAY}: not ready any more, but still taking sockets, while balancers notice
 * @param spread {@code DRAIN_TIME}: over which its sockets are told to go; it takes less when there are few
 */
public record DrainTimes(Duration delay, Duration spread) {

    /** What the last client has to read up to its close frame and to answer it, and a second more. */
    public static final Duration CLOSING = Duration.ofSeconds(6);

    /** What the rest of a pod takes at most, once its sockets are gone: both ports, the journal of sockets and the reading of Kafka. */
    public static final Duration ENDING = Duration.ofSeconds(18);

    public static DrainTimes of(Settings settings) {
        return new DrainTimes(
                settings.duration("DRAIN_DELAY", Duration.ofSeconds(1), Duration.ZERO, Duration.ofMinutes(2)),
                settings.duration("DRAIN_TIME", Duration.ofSeconds(5), Duration.ZERO, Duration.ofMinutes(10)));
    }

    /** Until no socket is left, whatever the clients do. */
    public Duration drained() {
        return delay.plus(spread).plus(CLOSING);
    }

    /** Until the process is gone. What stops pods must wait at least as long before it kills. */
    public Duration ended() {
        return drained().plus(ENDING);
    }
}
