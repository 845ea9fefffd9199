package com.numeneon.notification.consumer;

import com.numeneon.contracts.topic.Topic;
import com.numeneon.notification.sessions.SessionLog;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RetriableException;
import org.jspecify.annotations.Nullable;

/**
 * Writes to Kafka with one idempotent producer, made when it is first needed: its brokers' names may not resolve yet. One that
 * cannot go on is given up, with all that it still held, which is then refused.
 */
final class KafkaSessionLog implements SessionLog {

    private final Supplier<Producer<String, byte[]>> producers;
    private @Nullable Producer<String, byte[]> producer;

    KafkaSessionLog(Supplier<Producer<String, byte[]>> producers) {
        this.producers = producers;
    }

    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // the callback is told the same
    public void append(String key, byte @Nullable [] body, Consumer<@Nullable Exception> written) {
        Thread caller = Thread.currentThread();
        AtomicReference<@Nullable RetriableException> refused = new AtomicReference<>();
        Producer<String, byte[]> current = producer();
        try {
            current.send(message(key, body), (metadata, error) -> {
                // On this thread it says that there is no leader yet, or no room: the record was not taken.
                if (error instanceof RetriableException later && Thread.currentThread() == caller) {
                    refused.set(later);
                } else {
                    written.accept(error);
                }
            });
        } catch (RetriableException | InterruptException e) {
            throw e;
        } catch (RuntimeException e) {
            giveUp(current);
            throw e;
        }
        RetriableException later = refused.get();
        if (later != null) {
            throw later;
        }
    }

    private void giveUp(Producer<String, byte[]> broken) {
        synchronized (this) {
            producer = null;
        }
        // Not within the lock: it tells of what it still held.
        broken.close(Duration.ZERO);
    }

    @SuppressWarnings("NullAway") // no body is a tombstone, which Kafka's types do not say
    private static ProducerRecord<String, byte[]> message(String key, byte @Nullable [] body) {
        return new ProducerRecord<>(Topic.SESSIONS.topicName(), key, body);
    }

    private synchronized Producer<String, byte[]> producer() {
        if (producer == null) {
            producer = producers.get();
        }
        return producer;
    }

    @Override
    public synchronized void close(Duration limit) {
        if (producer != null) {
            producer.close(limit);
        }
    }
}
