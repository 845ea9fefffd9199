package com.numeneon.notification.consumer;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.Metric;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How old the newest thing is that this pod can know: now, while the broker answers and nothing is left to read; else the
 * time of the record read last. Grows while the broker is away, which is logged at its beginning and its end.
 *
 * <p>For the consumer thread alone, but for the gauge.
 */
final class PositionAge {

    /** A broker answers a fetch at least every 500 ms. */
    private static final Duration SILENCE = Duration.ofSeconds(5);

    private static final Logger LOG = LoggerFactory.getLogger(PositionAge.class);

    private final Clock clock;
    private volatile Instant knownUpTo;
    private Instant lastAnswer;
    private Optional<Metric> answerCount = Optional.empty();
    private Object answers = 0.0;
    private boolean away;

    PositionAge(Clock clock, MeterRegistry meters) {
        this.clock = clock;
        this.knownUpTo = clock.instant();
        this.lastAnswer = clock.instant();
        TimeGauge.builder("numeneon.consumer.position.age", this, TimeUnit.MILLISECONDS, PositionAge::millis)
                .description("how far the events known to this pod lie behind now")
                .register(meters);
    }

    /** To be called for each new client before its first poll. */
    void watch(Consumer<?, ?> consumer) {
        answerCount = answerCount(consumer);
        lastAnswer = clock.instant();
    }

    void polled(Consumer<?, ?> consumer, ConsumerRecords<?, ?> records) {
        Instant now = clock.instant();
        Object answersNow = answerCount.map(Metric::metricValue).orElse(answers);
        if (!answersNow.equals(answers)) {
            answers = answersNow;
            lastAnswer = now;
            knownUpTo = isAtEnd(consumer) ? now : newest(records);
        }
        boolean silent = lastAnswer.isBefore(now.minus(SILENCE));
        if (silent && !away) {
            LOG.warn("Kafka does not answer since={}: open sockets stay, events wait", lastAnswer);
        } else if (!silent && away) {
            LOG.info("Kafka answers again");
        }
        away = silent;
    }

    private Instant newest(ConsumerRecords<?, ?> records) {
        Instant newest = knownUpTo;
        for (ConsumerRecord<?, ?> message : records) {
            Instant time = Instant.ofEpochMilli(message.timestamp());
            newest = time.isAfter(newest) ? time : newest;
        }
        return newest;
    }

    private static boolean isAtEnd(Consumer<?, ?> consumer) {
        return consumer.assignment().stream()
                .allMatch(partition -> consumer.currentLag(partition).orElse(1) == 0);
    }

    /** The client's own count; there is no other sign of a fetch that brought nothing. */
    private static Optional<Metric> answerCount(Consumer<?, ?> consumer) {
        return consumer.metrics().values().stream()
                .filter(metric -> metric.metricName().name().equals("fetch-total"))
                .map(Metric.class::cast)
                .findFirst();
    }

    private double millis() {
        return Math.max(0, Duration.between(knownUpTo, clock.instant()).toMillis());
    }
}
