package com.numeneon.notification.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import com.numeneon.notification.testing.CapturedLog;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SkippedRecordsTest {

    private static final ConsumerRecord<String, byte[]> MESSAGE =
            new ConsumerRecord<>("numeneon.messages", 3, 42, "conversation:1", new byte[0]);

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final SkippedRecords skipped =
            new SkippedRecords(meters, ((InstantSource) now::get).withZone(ZoneOffset.UTC));

    @RegisterExtension
    final CapturedLog log = CapturedLog.of(SkippedRecords.class);

    @Test
    void each_is_counted_and_one_line_in_ten_seconds_says_how_many_were_silent() {
        for (int i = 0; i < 1_000; i++) {
            skipped.skip(SkippedRecords.Cause.UNDECODABLE, MESSAGE, "no body");
        }
        now.set(Instant.EPOCH.plus(Duration.ofSeconds(10)));
        skipped.skip(SkippedRecords.Cause.UNDECODABLE, MESSAGE, "no body");

        assertThat(meters.counter("numeneon.events.skipped", "cause", "undecodable")
                        .count())
                .isEqualTo(1_001);
        assertThat(log.lines()).hasSize(2);
        assertThat(log.lines().getFirst().getFormattedMessage())
                .contains("topic=numeneon.messages", "partition=3", "offset=42", "no body");
        assertThat(log.lines().getLast().getFormattedMessage()).contains("skippedSinceLastLine=999");
    }

    @Test
    void one_cause_does_not_silence_another_and_a_defect_shows_where() {
        skipped.skip(SkippedRecords.Cause.LATE, MESSAGE, "sequence 7");
        skipped.fail(MESSAGE, new IllegalStateException("a defect"));

        assertThat(log.lines()).extracting(ILoggingEvent::getLevel).containsExactly(Level.WARN, Level.ERROR);
        assertThat(log.lines().getLast().getThrowableProxy().getMessage()).isEqualTo("a defect");
    }
}
