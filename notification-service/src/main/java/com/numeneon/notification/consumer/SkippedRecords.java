package com.numeneon.notification.consumer;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Records that were read and not delivered: each counted, the first of a cause logged and then at most one in ten seconds,
 * with the number of those between. For the consumer thread alone.
 */
final class SkippedRecords {

    enum Cause {
        /** Of a newer build; normal while two versions run side by side. */
        UNKNOWN_TYPE,
        /** Not an event of ours, or a broken one. */
        UNDECODABLE,
        /** Repeated, or overtaken by a later one of its key. */
        LATE,
        /** A defect of ours. */
        FAILED
    }

    private static final Logger LOG = LoggerFactory.getLogger(SkippedRecords.class);
    private static final Duration QUIET = Duration.ofSeconds(10);

    private final MeterRegistry meters;
    private final Clock clock;
    private final Map<Cause, Log> logs = new EnumMap<>(Cause.class);

    private record Log(Instant lastLine, int silent) {}

    SkippedRecords(MeterRegistry meters, Clock clock) {
        this.meters = meters;
        this.clock = clock;
        // From zero on: who watches an increase does not see the first of a counter that begins with it.
        for (Cause cause : Cause.values()) {
            counter(cause);
        }
    }

    /** @param detail never the body */
    void skip(Cause cause, ConsumerRecord<?, ?> message, String detail) {
        skip(cause, message, detail, null);
    }

    void fail(ConsumerRecord<?, ?> message, RuntimeException defect) {
        skip(Cause.FAILED, message, "see the stack trace", defect);
    }

    private void skip(Cause cause, ConsumerRecord<?, ?> message, String detail, @Nullable RuntimeException defect) {
        counter(cause).increment();
        @Nullable Log before = logs.get(cause);
        Instant now = clock.instant();
        if (before != null && now.isBefore(before.lastLine().plus(QUIET))) {
            logs.put(cause, new Log(before.lastLine(), before.silent() + 1));
            return;
        }
        logs.put(cause, new Log(now, 0));
        LOG.atLevel(defect == null ? Level.WARN : Level.ERROR)
                .setCause(defect)
                .log(
                        "record skipped cause={} topic={} partition={} offset={} detail=\"{}\" skippedSinceLastLine={}",
                        tag(cause),
                        message.topic(),
                        message.partition(),
                        message.offset(),
                        detail,
                        before == null ? 0 : before.silent());
    }

    private Counter counter(Cause cause) {
        return meters.counter("numeneon.events.skipped", "cause", tag(cause));
    }

    private static String tag(Cause cause) {
        return cause.name().toLowerCase(Locale.ROOT);
    }
}
