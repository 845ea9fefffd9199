package com.numeneon.api.outbox;

import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.ProducerInterceptor;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;

/**
 * Holds a relay between two of its steps: before a record leaves, on the relay's own thread, as a pause of the process
 * would; or between Kafka's acknowledgement and the relay's learning of it. Holds the first who comes, once.
 */
final class Gate {

    enum Place {
        BEFORE_SENDING,
        AFTER_ACKNOWLEDGEMENT
    }

    private final Place place;
    private final AtomicInteger arrivals = new AtomicInteger();
    private final CountDownLatch arrived = new CountDownLatch(1);
    private final CountDownLatch opened = new CountDownLatch(1);

    Gate(Place place) {
        this.place = place;
    }

    /** For the producer's configuration. */
    Map<String, Object> clientProperties() {
        return Map.of("interceptor.classes", Interceptor.class.getName(), Interceptor.GATE, this);
    }

    void awaitArrival() throws InterruptedException {
        arrived.await();
    }

    void open() {
        opened.countDown();
    }

    private void pass(Place where) {
        if (where == place && arrivals.getAndIncrement() == 0) {
            arrived.countDown();
            try {
                opened.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Made by the producer. */
    public static final class Interceptor implements ProducerInterceptor<String, byte[]> {

        static final String GATE = "test.gate";

        private @Nullable Gate gate;

        @Override
        public void configure(Map<String, ?> configuration) {
            gate = (Gate) configuration.get(GATE);
        }

        @Override
        public ProducerRecord<String, byte[]> onSend(ProducerRecord<String, byte[]> record) {
            Objects.requireNonNull(gate).pass(Place.BEFORE_SENDING);
            return record;
        }

        @Override
        public void onAcknowledgement(@Nullable RecordMetadata metadata, @Nullable Exception failure) {
            Objects.requireNonNull(gate).pass(Place.AFTER_ACKNOWLEDGEMENT);
        }

        @Override
        public void close() {}
    }
}
