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
    private volatile Instant lastPollReturned = Instant.MIN;

    public StreamStatus(Clock clock) {
        this.clock = clock;
    }

    /** Empty when ready, else one sentence. */
    public Optional<String> unreadyReason() {
        if (threadEnded) {
            return Optional.of("the consumer thread has ended");
        }
        if (!filled) {
            return Optional.of("revocations and window were not read to their ends yet");
        }
        if (lastPollReturned.isBefore(clock.instant().minus(LONGEST_POLL))) {
            return Optional.of("no poll returned for " + LONGEST_POLL.toSeconds() + " s");
        }
        return Optional.empty();
    }

    void pollReturned() {
        lastPollReturned = clock.instant();
    }

    void filled() {
        filled = true;
    }

    void threadEnded() {
        threadEnded = true;
    }
}
