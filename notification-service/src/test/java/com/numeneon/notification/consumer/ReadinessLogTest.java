package com.numeneon.notification.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.spi.ILoggingEvent;
import com.numeneon.notification.sockets.SocketTimer;
import com.numeneon.notification.testing.CapturedLog;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ReadinessLogTest {

    @RegisterExtension
    private final CapturedLog log = CapturedLog.of(ReadinessLog.class);

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-22T15:00:00Z"));
    private final Clock clock = ((InstantSource) now::get).withZone(ZoneOffset.UTC);
    private final StreamStatus status = new StreamStatus(clock);
    private final List<Runnable> tasks = new ArrayList<>();
    private final SocketTimer everySecond = new SocketTimer() {
        @Override
        public void after(Duration delay, Runnable task) {
            throw new UnsupportedOperationException("nothing is to be done once");
        }

        @Override
        public void every(Duration period, Runnable task) {
            tasks.add(task);
        }
    };
    private final ReadinessLog readiness = new ReadinessLog(status, everySecond, clock);

    @Test
    void each_cause_is_one_line_at_its_beginning_and_one_at_its_end_however_often_somebody_looks() {
        readiness.start();
        lookForSeconds(2);
        status.attemptFailed();
        lookForSeconds(5);
        status.pollReturned();
        status.filled();
        lookForSeconds(StreamStatus.LONGEST_POLL.toSeconds());
        lookForSeconds(7);
        status.pollReturned();
        lookForSeconds(2);
        status.threadEnded();
        lookForSeconds(2);

        assertThat(lines())
                .containsExactly(
                        "not ready cause=FILLING: revocations and window were not read to their ends yet",
                        "no longer unready cause=FILLING after seconds=2",
                        "not ready cause=KAFKA_AWAY: revocations and window were not read to their ends yet:"
                                + " Kafka cannot be reached",
                        "no longer unready cause=KAFKA_AWAY after seconds=5",
                        "not ready cause=NO_POLL: no poll returned for 10 s",
                        "no longer unready cause=NO_POLL after seconds=6",
                        "not ready cause=THREAD_ENDED: the consumer thread has ended");
    }

    @Test
    void the_end_of_the_thread_at_a_stop_is_no_news() {
        status.filled();
        status.pollReturned();
        readiness.start();
        lookForSeconds(1);

        readiness.stop();
        status.threadEnded();
        lookForSeconds(2);

        assertThat(lines()).isEmpty();
    }

    private void lookForSeconds(long seconds) {
        for (int i = 0; i < seconds; i++) {
            tasks.forEach(Runnable::run);
            now.updateAndGet(instant -> instant.plus(Duration.ofSeconds(1)));
        }
    }

    private List<String> lines() {
        return log.lines().stream().map(ILoggingEvent::getFormattedMessage).toList();
    }
}
