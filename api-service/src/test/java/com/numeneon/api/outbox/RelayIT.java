package com.numeneon.api.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.numeneon.contracts.envelope.EventEnvelope;
import com.numeneon.infra.testing.TestKafka;
import com.numeneon.infra.testing.TestPostgres;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the relay promises while nothing fails. */
class RelayIT {

    private final String database = TestPostgres.newDatabase();
    private final RelaySettings settings = Pod.settings(TestKafka.bootstrapServers());
    private final long conversation = Events.newId();
    private PublishedRecords kafka;

    @BeforeEach
    void open() throws Exception {
        kafka = PublishedRecords.fromNow(TestKafka.bootstrapServers());
    }

    @AfterEach
    void close() {
        kafka.close();
    }

    @Test
    void a_record_carries_the_event_and_its_row_number() {
        try (var pod = new Pod(database, settings)) {
            pod.relay.start();

            pod.append(Events.message(conversation, 7));

            Waiting.until(
                    "the event is in Kafka", () -> !kafka.messages(conversation).isEmpty());
            EventEnvelope envelope = PublishedRecords.envelope(
                    kafka.of("conversation:" + conversation).getFirst());
            assertThat(envelope.event()).isEqualTo(Events.message(conversation, 7));
            assertThat(envelope.sequence()).isEqualTo(1);
            assertThat(envelope.id().version()).isEqualTo(7);
            Waiting.until("its row is gone", () -> pod.waiting() == 0);
            assertThat(pod.metric("numeneon.outbox.published")).isOne();
        }
    }

    @Test
    void a_commit_wakes_the_relay_of_its_pod() {
        try (var pod = new Pod(database, Pod.with(settings, Pod.NO_POLL))) {
            pod.relay.start();

            for (long seq = 1; seq <= 50; seq++) {
                pod.append(Events.message(conversation, seq));
                long sent = seq;
                Waiting.until(
                        "message " + seq + " is published",
                        () -> kafka.messages(conversation).contains(sent));
            }
        }
    }

    @Test
    void a_commit_is_published_soon_when_the_relay_of_another_pod_has_just_had_its_turn() throws Exception {
        try (var pod = new Pod(database, Pod.with(settings, Pod.NO_POLL));
                var other = new Pod(database, settings)) {
            pod.relay.start();
            var locked = new CountDownLatch(1);
            var release = new CountDownLatch(1);
            // The other pod's relay has read the table, finds nothing, and is about to sleep.
            var turn = CompletableFuture.runAsync(() -> other.transaction(() -> {
                assertThat(new OutboxTable(other.jdbc).tryLock(Duration.ofMinutes(1)))
                        .isTrue();
                locked.countDown();
                awaitUnchecked(release);
            }));
            locked.await();

            pod.append(Events.message(conversation, 1));
            Waiting.until("the pod's relay met the lock", () -> pod.metric("numeneon.outbox.relay.leading") == 0);
            release.countDown();
            turn.join();

            Waiting.until(
                    "the event is published", () -> kafka.messages(conversation).contains(1L));
        }
    }

    @Test
    void a_row_committed_late_is_still_published() {
        try (var pod = new Pod(database, settings)) {
            pod.relay.start();
            var appended = new CountDownLatch(1);
            var commit = new CountDownLatch(1);
            var late = CompletableFuture.runAsync(() -> pod.transaction(() -> {
                pod.outbox.append(Events.message(conversation, 1));
                appended.countDown();
                awaitUnchecked(commit);
            }));
            awaitUnchecked(appended);
            long laterConversation = Events.newId();
            pod.append(Events.message(laterConversation, 2));
            Waiting.until("the later row has left", () -> pod.metric("numeneon.outbox.published") == 1);

            commit.countDown();
            late.join();

            Waiting.until(
                    "the earlier row is published",
                    () -> kafka.messages(conversation).contains(1L));
            assertThat(PublishedRecords.sequence(
                            kafka.of("conversation:" + conversation).getFirst()))
                    .isLessThan(PublishedRecords.sequence(
                            kafka.of("conversation:" + laterConversation).getFirst()));
        }
    }

    @Test
    void order_within_a_key_is_commit_order_however_long_the_transactions_take() {
        int writers = 16;
        int rounds = 15;
        List<Long> conversations =
                LongStream.range(0, 6).map(i -> Events.newId()).boxed().toList();
        try (var one = new Pod(database, settings);
                var two = new Pod(database, settings);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            one.jdbc
                    .sql("CREATE TABLE conversation_of_test (id bigint PRIMARY KEY, last_seq bigint NOT NULL)")
                    .update();
            one.relay.start();
            two.relay.start();

            List<CompletableFuture<Void>> writing = LongStream.range(0, writers)
                    .mapToObj(writer -> CompletableFuture.runAsync(
                            () -> {
                                for (int round = 0; round < rounds; round++) {
                                    for (long id : conversations) {
                                        write(writer % 2 == 0 ? one : two, id);
                                    }
                                }
                            },
                            threads))
                    .toList();
            writing.forEach(CompletableFuture::join);

            Waiting.until("everything is published", () -> one.waiting() == 0);
            List<Long> committed =
                    LongStream.rangeClosed(1, (long) writers * rounds).boxed().toList();
            assertThat(conversations)
                    .allSatisfy(id -> assertThat(kafka.messages(id)).isEqualTo(committed));
        }
    }

    /** As sending a message does: one statement locks and numbers, and random time passes around the append. */
    private static void write(Pod pod, long id) {
        pod.transaction(() -> {
            long seq = pod.jdbc.sql("""
                            INSERT INTO conversation_of_test (id, last_seq) VALUES (:id, 1)
                            ON CONFLICT (id) DO UPDATE SET last_seq = conversation_of_test.last_seq + 1
                            RETURNING last_seq
                            """).param("id", id).query(Long.class).single();
            pause(pod);
            pod.outbox.append(Events.message(id, seq));
            pause(pod);
        });
    }

    private static void pause(Pod pod) {
        pod.jdbc
                .sql("SELECT 1 FROM pg_sleep(random() * 0.004)")
                .query(Integer.class)
                .single();
    }

    @Test
    void two_relays_publish_nothing_twice() {
        try (var one = new Pod(database, settings);
                var two = new Pod(database, settings)) {
            one.relay.start();
            two.relay.start();

            for (long seq = 1; seq <= 400; seq++) {
                (seq % 2 == 0 ? one : two).append(Events.message(conversation, seq));
            }

            Waiting.until("everything is published", () -> one.waiting() == 0);
            one.relay.stop();
            two.relay.stop();
            assertThat(kafka.messages(conversation))
                    .isEqualTo(LongStream.rangeClosed(1, 400).boxed().toList());
            assertThat(one.metric("numeneon.outbox.published") + two.metric("numeneon.outbox.published"))
                    .isEqualTo(400);
        }
    }

    @Test
    void a_backlog_beyond_the_size_of_a_batch_is_drained_in_one_go() {
        try (var pod = new Pod(database, Pod.with(settings, Pod.NO_POLL))) {
            String content = "x".repeat(900_000);
            pod.transaction(() -> {
                for (long seq = 1; seq <= 20; seq++) {
                    pod.outbox.append(Events.message(conversation, seq, content));
                }
                for (long seq = 21; seq <= 1500; seq++) {
                    pod.outbox.append(Events.message(conversation, seq));
                }
            });

            pod.relay.start();

            Waiting.until("everything is published", () -> pod.waiting() == 0);
            assertThat(kafka.messages(conversation))
                    .isEqualTo(LongStream.rangeClosed(1, 1500).boxed().toList());
        }
    }

    private static void awaitUnchecked(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
