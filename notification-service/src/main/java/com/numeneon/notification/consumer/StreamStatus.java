package com.numeneon.notification.consumer;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Whether this pod knows enough, and is alive enough, to take sockets. A broker that cannot be reached is not a reason
 * against it: polls go on returning then, and all pods would leave at once. The consumer thread writes, all threads read.
 */
@Component
public final class StreamStatus {

    static final Duration LONGEST_POLL = Duration.ofSeconds(10);

    private final Clock clock;
    private volatile boolean filled;
    private volatile boolean threadEnded;
    private volatile boolean lastAttemptFailed;
    private volatile Instant lastSignOfLife = Instant.MIN;

    public StreamStatus(Clock clock) {
        this.clock = clock;
    }

    /** Empty when ready, else one sentence. */
    public Optional<String> unreadyReason() {
        return unready().map(Unready::sentence);
    }

    Optional<Unready> unready() {
        if (threadEnded) {
            return Optional.of(Unready.THREAD_ENDED);
        }
        if (!filled) {
            return Optional.of(lastAttemptFailed ? Unready.KAFKA_AWAY : Unready.FILLING);
        }
        if (lastSignOfLife.isBefore(clock.instant().minus(LONGEST_POLL))) {
            return Optional.of(Unready.NO_POLL);
        }
        return Optional.empty();
    }

    void pollReturned() {
        lastAttemptFailed = false;
        lastSignOfLife = clock.instant();
    }

    /** Kafka could not be read at all, and the thread goes on trying: as good a sign of life as an empty poll. */
    void attemptFailed() {
        lastAttemptFailed = true;
        lastSignOfLife = clock.instant();
    }

    void filled() {
        filled = true;
    }

    void threadEnded() {
        threadEnded = true;
    }
}
