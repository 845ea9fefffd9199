package com.numeneon.notification.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class StreamStatusTest {

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-22T15:00:00Z"));
    private final Clock clock = ((InstantSource) now::get).withZone(ZoneOffset.UTC);
    private final StreamStatus status = new StreamStatus(clock);

    @Test
    void a_pod_that_has_not_read_the_revocations_is_not_ready() {
        status.pollReturned();

        assertThat(status.unreadyReason()).hasValue("revocations and window were not read to their ends yet");
    }

    @Test
    void a_pod_whose_polls_return_is_ready_and_one_whose_poll_hangs_is_not() {
        status.filled();
        status.pollReturned();
        now.updateAndGet(instant -> instant.plus(StreamStatus.LONGEST_POLL));
        assertThat(status.unreadyReason()).isEmpty();

        now.updateAndGet(instant -> instant.plus(Duration.ofMillis(1)));

        assertThat(status.unreadyReason()).hasValue("no poll returned for 10 s");
    }

    @Test
    void a_pod_that_cannot_fill_itself_because_kafka_is_away_says_so_and_one_that_is_filled_stays_ready() {
        status.attemptFailed();
        assertThat(status.unreadyReason())
                .hasValueSatisfying(reason -> assertThat(reason).endsWith("Kafka cannot be reached"));
        status.filled();

        for (int attempt = 0; attempt < 10; attempt++) {
            now.updateAndGet(instant -> instant.plusSeconds(6));
            status.attemptFailed();
            assertThat(status.unreadyReason()).isEmpty();
        }
    }

    @Test
    void a_pod_whose_consumer_thread_has_ended_is_not_ready() {
        status.filled();
        status.pollReturned();

        status.threadEnded();

        assertThat(status.unreadyReason()).hasValue("the consumer thread has ended");
    }
}
