package com.numeneon.notification.testing;

import com.numeneon.contracts.envelope.EncodedEvent;
import com.numeneon.contracts.envelope.EventCodec;
import com.numeneon.contracts.envelope.EventEnvelope;
import com.numeneon.contracts.event.DomainEvent;
import com.numeneon.contracts.event.MessageSent;
import com.numeneon.contracts.event.SessionRevoked;
import com.numeneon.contracts.user.UserRef;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Writes records to Kafka as the relay does. */
public final class Events implements AutoCloseable {

    private static final AtomicLong SEQUENCE = new AtomicLong(System.currentTimeMillis() * 1000);
    private static final AtomicLong IDS = new AtomicLong(System.currentTimeMillis() * 1000);

    private final KafkaProducer<String, byte[]> producer;

    public Events(String bootstrapServers) {
        producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ProducerConfig.ACKS_CONFIG,
                        "all",
                        ProducerConfig.LINGER_MS_CONFIG,
                        0),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    /** A user id that no other test has: the broker is shared. */
    public static long newUser() {
        return IDS.incrementAndGet();
    }

    public static MessageSent message(long receiver, String content) {
        UserRef sender = new UserRef(1, "alice", "Alice", "", null);
        return new MessageSent(
                IDS.incrementAndGet(), receiver, 1, sender, receiver, content, Instant.now(), List.of(receiver));
    }

    public static SessionRevoked revocation(long user, String loginSession) {
        return new SessionRevoked(loginSession, user, Instant.now(), List.of(user));
    }

    /** Returns when the broker has it. */
    public void publish(DomainEvent event) {
        publish(event, SEQUENCE.incrementAndGet());
    }

    public void publish(DomainEvent event, long sequence) {
        await(send(event, sequence));
    }

    /** With the id that the event has, and as part of a trace. */
    public void publish(UUID id, DomainEvent event, String traceparent) {
        await(send(new EventEnvelope(id, Instant.now(), event, SEQUENCE.incrementAndGet(), traceparent)));
    }

    private Future<RecordMetadata> send(DomainEvent event, long sequence) {
        return send(new EventEnvelope(UUID.randomUUID(), Instant.now(), event, sequence, null));
    }

    private Future<RecordMetadata> send(EventEnvelope envelope) {
        EncodedEvent encoded = EventCodec.encode(envelope);
        return send(encoded.topic().topicName(), encoded.key(), encoded.headers(), encoded.body());
    }

    /** Pipelined, as the relay does; returns when the broker has all of them. */
    public void publishAll(List<? extends DomainEvent> all) {
        all.stream()
                .map(event -> send(event, SEQUENCE.incrementAndGet()))
                .toList()
                .forEach(Events::await);
    }

    public void publishRaw(String topic, String key, Map<String, String> headers, byte[] body) {
        await(send(topic, key, headers, body));
    }

    private Future<RecordMetadata> send(String topic, String key, Map<String, String> headers, byte[] body) {
        ProducerRecord<String, byte[]> message = new ProducerRecord<>(topic, key, body);
        headers.forEach((name, value) -> message.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        return producer.send(message);
    }

    private static void await(Future<RecordMetadata> sent) {
        try {
            sent.get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}
