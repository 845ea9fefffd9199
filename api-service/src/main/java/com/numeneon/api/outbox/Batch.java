package com.numeneon.api.outbox;

import io.opentelemetry.api.trace.Span;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.InterruptException;

/**
 * Rows on their way through one producer. Within a key, nothing is written after a record whose fate is unknown. By itself
 * the producer would go on with the next record of the partition, so the first failure closes it: in the callback, on the
 * producer's own thread, which then ends before it sends again; or at the deadline, which comes before any record's own
 * timeout.
 */
final class Batch {

    private final Producer<String, byte[]> producer;
    private final Deadline deadline;
    private final PublishSpans spans;
    private final List<Future<RecordMetadata>> sends = new ArrayList<>();
    private final AtomicBoolean stopped = new AtomicBoolean();

    /** @param deadline not later than the producer's delivery timeout from now */
    Batch(Producer<String, byte[]> producer, Deadline deadline, PublishSpans spans) {
        this.producer = producer;
        this.deadline = deadline;
        this.spans = spans;
    }

    /** Does not wait for the broker, unless the producer must first learn where the partition is. */
    void send(OutboxRow row) {
        if (stopped.get() || deadline.hasPassed()) {
            // A relay that wakes from a long pause was overtaken: what it does not send, nobody has to drop.
            sends.add(CompletableFuture.failedFuture(new TimeoutException("not sent")));
            return;
        }
        Span span = Span.getInvalid();
        try {
            ProducerRecord<String, byte[]> message = row.toRecord();
            span = spans.begin(message, row.id());
            sends.add(producer.send(message, endOf(span)));
        } catch (RuntimeException e) {
            PublishSpans.end(span, e);
            stopUnlessForGood(e);
            sends.add(CompletableFuture.failedFuture(e));
        }
    }

    private Callback endOf(Span span) {
        return (metadata, failure) -> {
            PublishSpans.end(span, failure);
            if (failure != null) {
                stopUnlessForGood(failure);
            }
        };
    }

    /** One for each row sent, in the same order. */
    List<SendOutcome> outcomes() {
        return sends.stream().map(this::outcome).toList();
    }

    private SendOutcome outcome(Future<RecordMetadata> send) {
        try {
            send.get(Math.max(0, deadline.remainingNanos()), TimeUnit.NANOSECONDS);
            return new SendOutcome.Acknowledged();
        } catch (ExecutionException e) {
            return SendOutcome.of(e.getCause() == null ? e : e.getCause());
        } catch (TimeoutException e) {
            stop();
            return new SendOutcome.Failed(e);
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    private void stopUnlessForGood(Throwable failure) {
        if (!SendOutcome.isForGood(failure)) {
            stop();
        }
    }

    /** Aborts what is not acknowledged, so that the outcomes of the rest are there at once. */
    private void stop() {
        if (stopped.compareAndSet(false, true)) {
            producer.close(Duration.ZERO);
        }
    }
}
