package com.numeneon.contracts.training;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * In the place of a server where there is none: on a free port of this machine it takes every connection and hangs up. So a
 * client comes as far as its first request, with all the classes that it loads for that, and then is told at once.
 */
public final class AbsentServer implements AutoCloseable {

    private static final Duration KAFKA_PATIENCE = Duration.ofMillis(500);

    private final ServerSocket socket;

    public AbsentServer() {
        try {
            socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().name("absent-server").start(this::hangUp);
    }

    /** As host and port. */
    public String address() {
        return "127.0.0.1:" + socket.getLocalPort();
    }

    /** Asks it what a service asks Kafka first, and has a producer; returns when that has failed. */
    public void askAsProducer() throws InterruptedException {
        askAsAdmin();
        new KafkaProducer<>(kafka(), new ByteArraySerializer(), new ByteArraySerializer()).close(Duration.ZERO);
    }

    /** Likewise with a consumer. */
    public void askAsConsumer() throws InterruptedException {
        askAsAdmin();
        new KafkaConsumer<>(kafka(), new ByteArrayDeserializer(), new ByteArrayDeserializer())
                .close(CloseOptions.timeout(Duration.ZERO));
    }

    private void askAsAdmin() throws InterruptedException {
        try (Admin admin = Admin.create(kafka())) {
            admin.listTopics(new ListTopicsOptions().timeoutMs((int) KAFKA_PATIENCE.toMillis()))
                    .names()
                    .get();
            throw new IllegalStateException("somebody answered");
        } catch (ExecutionException e) {
            // As it should.
        }
    }

    private Map<String, Object> kafka() {
        return Map.of("bootstrap.servers", address());
    }

    private void hangUp() {
        while (!socket.isClosed()) {
            try (Socket caller = socket.accept()) {
                // The first request has come, or the caller has gone.
                int ignored = caller.getInputStream().read();
            } catch (IOException e) {
                // The next one, or the end.
            }
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
