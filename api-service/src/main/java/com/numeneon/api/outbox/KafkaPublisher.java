package com.numeneon.api.outbox;

import com.numeneon.contracts.topic.Topic;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.jspecify.annotations.Nullable;

/**
 * The relay's connection to Kafka. A producer that failed is not mended: it is closed, and {@link #connect} makes another.
 * For one thread, the relay's.
 */
final class KafkaPublisher implements AutoCloseable {

    private final RelaySettings settings;
    private final PublishSpans spans;
    private @Nullable Producer<String, byte[]> producer;

    KafkaPublisher(RelaySettings settings, PublishSpans spans) {
        this.settings = settings;
        this.spans = spans;
    }

    /**
     * Returns when the topics exist and their leaders are known, so that no batch has to wait for either; at once when
     * connected already.
     *
     * @throws ExecutionException when a broker refuses
     * @throws TimeoutException when no broker answers in time
     */
    void connect() throws ExecutionException, TimeoutException, InterruptedException {
        if (producer != null) {
            return;
        }
        try (Admin admin = Admin.create(settings.adminProperties())) {
            settings.topics().ensureTopics(admin);
        }
        producer = new KafkaProducer<>(settings.producerProperties());
        try {
            for (Topic topic : Topic.values()) {
                producer.partitionsFor(topic.topicName());
            }
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /**
     * Sends all, pipelined, and waits for their outcomes in order; ends at most an answer timeout after the delivery
     * timeout.
     *
     * @throws org.apache.kafka.common.errors.InterruptException as Kafka's own calls do
     */
    Delivery publish(List<OutboxRow> rows) {
        if (producer == null) {
            throw new IllegalStateException("not connected");
        }
        Batch batch = new Batch(producer, Deadline.after(settings.deliveryTimeout()), spans);
        rows.forEach(batch::send);
        Delivery delivery = Delivery.of(rows, batch.outcomes());
        if (delivery.failure() != null) {
            close();
        }
        return delivery;
    }

    /** Without waiting for what is in flight. */
    @Override
    public void close() {
        if (producer != null) {
            producer.close(Duration.ZERO);
            producer = null;
        }
    }
}
