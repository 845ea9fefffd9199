package com.numeneon.notification.consumer;

import com.numeneon.notification.stream.StreamPosition;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that reads Kafka, all partitions of all topics, without a group: every pod sees every event. It ends when
 * it is told to and on a Java error, never because of Kafka or of a record: whatever a client throws is answered by a new
 * client at the old positions.
 */
final class EventConsumer implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(EventConsumer.class);
    private static final Duration POLL = Duration.ofMillis(500);
    /** Short while the pod is not ready: a topic without records would cost a whole poll to find out. */
    private static final Duration FIRST_POLLS = Duration.ofMillis(20);

    private static final Duration DISCOVERY_INTERVAL = Duration.ofSeconds(1);
    private static final Duration PAUSE = Duration.ofMillis(500);

    /** Told by the consumer thread how far it is. */
    @FunctionalInterface
    interface Progress {
        /** Where the stream is read from, before its first record and whenever it begins anew. */
        void began(long epoch, StreamPosition position);

        /** All that has to be known before the pod is ready was read. */
        default void filled() {}

        /** Again and again: after each poll and what it brought, and also while Kafka cannot be read. */
        default void round() {}
    }

    private final LongSupplier ensureTopics;
    private final Supplier<Consumer<String, byte[]>> clients;
    private final java.util.function.Consumer<ConsumerRecord<String, byte[]>> handler;
    private final Progress progress;
    private final Positions positions;
    private final PositionAge age;
    private final StreamStatus status;
    private final Clock clock;
    private final CountDownLatch stop = new CountDownLatch(1);
    private boolean filled;
    private long epoch;

    /**
     * @param ensureTopics gives their epoch
     * @param handler must not throw; called for each record in the order of its partition
     */
    EventConsumer(
            LongSupplier ensureTopics,
            Supplier<Consumer<String, byte[]>> clients,
            java.util.function.Consumer<ConsumerRecord<String, byte[]>> handler,
            Progress progress,
            Positions positions,
            PositionAge age,
            StreamStatus status,
            Clock clock) {
        this.ensureTopics = ensureTopics;
        this.clients = clients;
        this.handler = handler;
        this.progress = progress;
        this.positions = positions;
        this.age = age;
        this.status = status;
        this.clock = clock;
    }

    @Override
    public void run() {
        try {
            while (!isStopping()) {
                readUntilSomethingBreaks();
            }
        } finally {
            status.threadEnded();
        }
    }

    /** The thread ends within {@link #POLL}, or, while it waits for a broker that does not answer, when interrupted. */
    void stop() {
        stop.countDown();
    }

    private void readUntilSomethingBreaks() {
        try {
            long epochNow = ensureTopics.getAsLong();
            if (epochNow != epoch) {
                positions.forget();
            }
            epoch = epochNow;
            try (Consumer<String, byte[]> consumer = clients.get()) {
                if (positions.assign(consumer)) {
                    progress.began(epoch, positions.position());
                }
                age.watch(consumer);
                read(consumer);
            }
        } catch (RuntimeException e) {
            if (isStopping()) {
                return;
            }
            status.attemptFailed();
            LOG.warn("Kafka cannot be read, next attempt in ms={}: {}", PAUSE.toMillis(), e.toString());
            progress.round();
            pause();
        }
    }

    private void read(Consumer<String, byte[]> consumer) {
        Instant nextDiscovery = clock.instant().plus(DISCOVERY_INTERVAL);
        while (!isStopping()) {
            ConsumerRecords<String, byte[]> records = consumer.poll(filled ? POLL : FIRST_POLLS);
            status.pollReturned();
            if (positions.wentBack(records)) {
                positions.forget();
                throw new KafkaException("a topic was made anew, or has lost records");
            }
            records.forEach(handler);
            positions.advance(records);
            age.polled(consumer, records);
            if (!filled && positions.isFilled(consumer)) {
                filled = true;
                progress.filled();
                status.filled();
                LOG.info(
                        "ready: all revocations and sockets are known and the window is filled, events are delivered from here on");
            }
            progress.round();
            if (clock.instant().isAfter(nextDiscovery)) {
                positions.adoptNewPartitions(consumer);
                nextDiscovery = clock.instant().plus(DISCOVERY_INTERVAL);
            }
        }
    }

    private boolean isStopping() {
        return stop.getCount() == 0;
    }

    private void pause() {
        try {
            if (stop.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.debug("stopped while Kafka could not be read");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stop();
        }
    }
}
