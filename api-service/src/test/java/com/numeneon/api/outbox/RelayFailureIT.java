package com.numeneon.api.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.numeneon.contracts.topic.Topic;
import com.numeneon.infra.testing.TestKafka;
import com.numeneon.infra.testing.TestPostgres;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the relay promises when one of its parts fails. */
class RelayFailureIT {

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
    void a_connection_lost_between_acknowledgement_and_delete_repeats_the_event_and_loses_none() throws Exception {
        var gate = new Gate(Gate.Place.AFTER_ACKNOWLEDGEMENT);
        try (var pod = new Pod(database, Pod.with(settings, gate))) {
            pod.relay.start();
            pod.append(Events.message(conversation, 1));
            gate.awaitArrival();
            pod.append(Events.message(conversation, 2));

            assertThat(endConnectionsOfRelays(pod)).isPositive();
            gate.open();

            Waiting.until("everything is published", () -> pod.waiting() == 0);
            assertThat(kafka.messages(conversation)).containsExactly(1L, 1L, 2L);
            List<String> ids = kafka.of("conversation:" + conversation).stream()
                    .map(PublishedRecords::id)
                    .toList();
            assertThat(ids.get(0)).isEqualTo(ids.get(1)).isNotEqualTo(ids.get(2));
            assertThat(pod.metric("numeneon.outbox.published")).isEqualTo(2);
        }
    }

    @Test
    void a_paused_relay_is_overtaken_and_goes_on_after_it_wakes() throws Exception {
        var gate = new Gate(Gate.Place.BEFORE_SENDING);
        RelaySettings impatient = Pod.impatient(settings);
        try (var paused = new Pod(database, Pod.with(impatient, gate));
                var other = new Pod(database, impatient)) {
            paused.append(Events.message(conversation, 1));
            paused.append(Events.message(conversation, 2));
            paused.relay.start();
            gate.awaitArrival();

            other.relay.start();
            other.append(Events.message(conversation, 3));
            Waiting.until("the other relay has published everything", () -> other.waiting() == 0);
            assertThat(kafka.messages(conversation)).containsExactly(1L, 2L, 3L);
            other.relay.stop();
            gate.open();
            paused.append(Events.message(conversation, 4));

            Waiting.until("the relay that was paused works again", () -> paused.waiting() == 0);
            assertThat(kafka.messages(conversation)).endsWith(4L).containsSubsequence(1L, 2L, 3L, 4L);
            // At most the record whose sending it was about to begin comes late; consumers know it by its sequence.
            assertThat(kafka.messages(conversation)).hasSizeBetween(4, 5);
            assertThat(paused.metric("numeneon.outbox.published")).isOne();
        }
    }

    @Test
    void a_record_that_the_broker_refuses_is_parked_and_its_key_goes_on() throws Exception {
        long author = Events.newId();
        limitRecords(Topic.POSTS, 3000);
        try (var pod = new Pod(database, settings)) {
            pod.append(Events.post(author, 1, "short"));
            pod.append(Events.post(author, 2, "long".repeat(1000)));
            pod.append(Events.post(author, 3, "short"));

            pod.relay.start();

            Waiting.until("the outbox is empty", () -> pod.waiting() == 0);
            assertThat(kafka.of("author:" + author))
                    .extracting(record -> PublishedRecords.envelope(record).event())
                    .containsExactly(Events.post(author, 1, "short"), Events.post(author, 3, "short"));
            assertThat(parked(pod)).containsExactly("2 RecordTooLargeException");
            assertThat(pod.metric("numeneon.outbox.parked")).isOne();
            assertThat(pod.metric("numeneon.outbox.published")).isEqualTo(2);
        } finally {
            limitRecords(Topic.POSTS, Topic.MAX_RECORD_BYTES);
        }
    }

    @Test
    void a_row_that_cannot_be_read_is_parked_and_stops_nothing() {
        try (var pod = new Pod(database, settings)) {
            pod.jdbc.sql("""
                            INSERT INTO outbox (topic, key, headers, payload)
                            VALUES ('numeneon.messages', :key, '{"ce_id": {"not": "a text"}}', '')
                            """).param("key", "conversation:" + conversation).update();
            pod.append(Events.message(conversation, 1));

            pod.relay.start();

            Waiting.until("the outbox is empty", () -> pod.waiting() == 0);
            assertThat(kafka.messages(conversation)).containsExactly(1L);
            assertThat(parked(pod)).containsExactly("1 MismatchedInputException");
        }
    }

    @Test
    void a_failing_wake_fails_no_request_and_stops_no_relay() {
        Pod.WakePath broken = wake -> () -> {
            throw new IllegalStateException("nobody is woken");
        };
        try (var pod = new Pod(database, settings, broken)) {
            pod.relay.start();

            pod.append(Events.message(conversation, 1));
            Waiting.until(
                    "the event is published", () -> kafka.messages(conversation).contains(1L));
            pod.append(Events.message(conversation, 2));

            Waiting.until(
                    "the next one, too", () -> kafka.messages(conversation).contains(2L));
        }
    }

    @Test
    void a_relay_that_loses_its_connection_takes_another() {
        try (var pod = new Pod(database, settings)) {
            pod.relay.start();
            pod.append(Events.message(conversation, 1));
            Waiting.until("the relay works", () -> pod.waiting() == 0);

            assertThat(endConnectionsOfRelays(pod)).isPositive();
            pod.append(Events.message(conversation, 2));

            Waiting.until("the relay works again", () -> pod.waiting() == 0);
            assertThat(kafka.messages(conversation)).containsExactly(1L, 2L);
        }
    }

    @Test
    void stopping_finishes_the_batch_in_flight() throws Exception {
        var gate = new Gate(Gate.Place.AFTER_ACKNOWLEDGEMENT);
        try (var pod = new Pod(database, Pod.with(settings, gate))) {
            pod.relay.start();
            pod.append(Events.message(conversation, 1));
            gate.awaitArrival();

            var stop = CompletableFuture.runAsync(pod.relay::stop);
            assertThat(stop).isNotDone();
            gate.open();
            stop.join();

            assertThat(pod.waiting()).isZero();
            assertThat(pod.metric("numeneon.outbox.published")).isOne();
        }
    }

    @Test
    void a_stop_does_not_wait_for_a_kafka_that_does_not_answer() throws Exception {
        var gate = new Gate(Gate.Place.AFTER_ACKNOWLEDGEMENT);
        try (var pod = new Pod(database, Pod.with(settings, gate))) {
            pod.relay.start();
            pod.append(Events.message(conversation, 1));
            gate.awaitArrival();

            assertThat(CompletableFuture.runAsync(pod.relay::stop)).succeedsWithin(Duration.ofSeconds(8));

            assertThat(pod.waiting()).isOne();
            gate.open();
        }
    }

    private static long endConnectionsOfRelays(Pod pod) {
        return pod.jdbc.sql("""
                        SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity
                        WHERE datname = current_database() AND application_name = 'numeneon-relay'
                        """).query(Long.class).single();
    }

    /** Row and kind of the reason. */
    private static List<String> parked(Pod pod) {
        return pod.jdbc
                .sql("SELECT id || ' ' || substring(reason from '\\w+Exception') FROM outbox_parked ORDER BY id")
                .query(String.class)
                .list();
    }

    /** Sets the broker's own limit, so that the refusal is its own. */
    private static void limitRecords(Topic topic, int bytes) throws Exception {
        var resource = new ConfigResource(ConfigResource.Type.TOPIC, topic.topicName());
        var entry = new ConfigEntry("max.message.bytes", Integer.toString(bytes));
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", TestKafka.bootstrapServers()))) {
            admin.incrementalAlterConfigs(Map.of(resource, List.of(new AlterConfigOp(entry, AlterConfigOp.OpType.SET))))
                    .all()
                    .get();
        }
    }
}
