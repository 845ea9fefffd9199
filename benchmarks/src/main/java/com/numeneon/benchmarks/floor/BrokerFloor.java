package com.numeneon.benchmarks.floor;

import com.numeneon.benchmarks.load.Loop;
import com.numeneon.benchmarks.load.LoopResult;
import com.numeneon.benchmarks.load.OwnCpu;
import com.numeneon.benchmarks.report.Figures;
import com.numeneon.benchmarks.sockets.Arrivals;
import com.numeneon.benchmarks.sockets.Marker;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * The way of a record through the target's own broker and nothing else: from when it was due to be sent until a consumer that
 * waits for it has it. The settings are those of the relay and of a pod: {@code acks=all}, no linger, all partitions.
 */
public final class BrokerFloor {

    private static final String TOPIC = "numeneon.bench-floor";
    private static final int PARTITIONS = 6;
    private static final int BYTES = 600;
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int SENDERS = 16;

    /** At which the client's own classes are loaded before it counts. */
    private static final int WARM_UP = 200;

    private BrokerFloor() {}

    /** At this rate a second. */
    public static Figures measure(FloorServers servers, double rate, Duration time) throws Exception {
        String address = servers.kafka()
                .orElseThrow(
                        () -> new IOException("there is no floor without the target's broker: name it by --kafka"));
        int count = (int) Math.ceil(rate * time.toNanos() / 1e9) + 1;
        Map<String, Object> common = Map.of("bootstrap.servers", address);
        make(common);
        Arrivals warm = new Arrivals(0, WARM_UP, 1);
        Arrivals arrivals = new Arrivals(WARM_UP, count, 1);
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                        Map.of("bootstrap.servers", address, "acks", "all", "linger.ms", "0"),
                        new ByteArraySerializer(),
                        new ByteArraySerializer());
                Reader reader = new Reader(address, List.of(warm, arrivals))) {
            reader.awaitPosition();
            AtomicLong key = new AtomicLong();
            Loop.open(WARM_UP, SENDERS, Duration.ofSeconds(1), number -> (request, due) -> {
                warm.expect(request, due);
                send(producer, key.getAndIncrement(), request);
            });
            warm.await(PATIENCE);
            OwnCpu own = new OwnCpu();
            LoopResult loop = Loop.open(rate, SENDERS, time, number -> (request, due) -> {
                arrivals.expect(WARM_UP + request, due);
                send(producer, key.getAndIncrement(), WARM_UP + request);
            });
            arrivals.await(PATIENCE);
            Figures figures = Figures.none().with(Figures.RATE, loop.rate()).withLatencies(arrivals.each());
            if (arrivals.missing() > 0) {
                figures = figures.withNote(arrivals.missing() + " records had not come 10 s after the last");
            }
            return figures.withFailuresOf(loop).withGenerator(own.share(), loop.lateness());
        }
    }

    private static void send(KafkaProducer<byte[], byte[]> producer, long key, long number) throws IOException {
        byte[] value = Marker.text(number, BYTES).getBytes(StandardCharsets.US_ASCII);
        byte[] keyBytes = Long.toString(key % 100).getBytes(StandardCharsets.US_ASCII);
        try {
            producer.send(new ProducerRecord<>(TOPIC, keyBytes, value)).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    /** Anew, so that nothing of an earlier run is read. */
    private static void make(Map<String, Object> common) throws Exception {
        try (Admin admin = Admin.create(common)) {
            try {
                admin.deleteTopics(List.of(TOPIC)).all().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
                    throw e;
                }
            }
            NewTopic topic = new NewTopic(TOPIC, Optional.of(PARTITIONS), Optional.empty());
            for (int attempt = 1; ; attempt++) {
                try {
                    admin.createTopics(List.of(topic)).all().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
                    return;
                } catch (ExecutionException e) {
                    // Deleting takes a moment after its answer.
                    if (attempt == 20) {
                        throw e;
                    }
                    Thread.sleep(Duration.ofMillis(100));
                }
            }
        }
    }

    /** Reads on a thread of its own, until it is closed. */
    private static final class Reader implements AutoCloseable {

        private final KafkaConsumer<byte[], byte[]> consumer;
        private final List<Arrivals> arrivals;
        private final Thread thread;
        private volatile boolean atEnd;

        Reader(String address, List<Arrivals> arrivals) {
            this.consumer = new KafkaConsumer<>(
                    Map.of("bootstrap.servers", address, "enable.auto.commit", "false", "auto.offset.reset", "latest"),
                    new ByteArrayDeserializer(),
                    new ByteArrayDeserializer());
            this.arrivals = arrivals;
            this.thread = Thread.ofPlatform().name("floor-consumer").start(this::read);
        }

        void awaitPosition() throws InterruptedException {
            while (!atEnd && thread.isAlive()) {
                Thread.sleep(Duration.ofMillis(10));
            }
        }

        private void read() {
            try (consumer) {
                List<TopicPartition> all = IntStream.range(0, PARTITIONS)
                        .mapToObj(partition -> new TopicPartition(TOPIC, partition))
                        .toList();
                consumer.assign(all);
                consumer.seekToEnd(all);
                all.forEach(consumer::position);
                atEnd = true;
                while (true) {
                    for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofSeconds(1))) {
                        byte[] value = record.value();
                        long now = System.nanoTime();
                        arrivals.forEach(any -> any.frame(value, 0, value.length, now));
                    }
                }
            } catch (WakeupException e) {
                // Closed.
            }
        }

        @Override
        public void close() {
            consumer.wakeup();
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
