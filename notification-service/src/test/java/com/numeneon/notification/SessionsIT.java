package com.numeneon.notification;

import static org.assertj.core.api.Assertions.assertThat;

import com.numeneon.contracts.topic.Topic;
import com.numeneon.infra.FreePorts;
import com.numeneon.infra.KafkaBroker;
import com.numeneon.infra.testing.TestKafka;
import com.numeneon.notification.sessions.SessionJournal;
import com.numeneon.notification.sessions.SocketOpening;
import com.numeneon.notification.stream.Cursor;
import com.numeneon.notification.stream.StreamPosition;
import com.numeneon.notification.testing.Events;
import com.numeneon.notification.testing.Pod;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What pods tell each other over the real topic; no socket is needed to tell of one. */
class SessionsIT {

    private static final String TAKEN = "numeneon_claims_total{outcome=\"taken\"}";

    @TempDir
    @SuppressWarnings("NullAway.Init") // set before each test
    private Path home;

    @Test
    void what_a_pod_wrote_before_its_end_is_known_to_one_that_starts_later() {
        String browser = UUID.randomUUID().toString();
        try (Pod pod = Pod.ready()) {
            SessionJournal journal = pod.bean(SessionJournal.class);
            journal.opened(socket(browser, 10));
            SocketOpening dropped = socket(browser, 10);
            journal.opened(dropped);
            journal.dropped(dropped.session(), at(14), journal.read());
        }

        try (Pod later = Pod.ready()) {
            later.bean(SessionJournal.class).opened(socket(browser, 20));

            later.awaitMetric(TAKEN, 1);
            assertThat(later.metric("numeneon_sessions_known")).isGreaterThanOrEqualTo(3);
        }
    }

    @Test
    void the_sockets_of_a_pod_that_says_nothing_are_taken_over() {
        String browser = UUID.randomUUID().toString();
        try (Pod pod = Pod.ready();
                Events others = new Events(TestKafka.bootstrapServers())) {
            write(others, "session:" + UUID.randomUUID(), """
                    {"type":"opened","user_id":9,"jti":"%s","pod":"dead","position":"%s","cursors":false,"again":false}
                    """.formatted(browser, at(10).text()));

            pod.bean(SessionJournal.class).opened(socket(browser, 20));

            Awaitility.await("the silent pod's claim")
                    .atMost(Duration.ofSeconds(20))
                    .pollInterval(Duration.ofMillis(500))
                    .until(() -> {
                        write(others, "pod:alive", """
                                {"type":"pod","lowest":"%s","behind":{},"read":0}
                                """.formatted(at(0).text()));
                        return pod.metric(TAKEN) == 1;
                    });
            assertThat(pod.metric("numeneon_pods_lost_total")).isOne();
        }
    }

    @Test
    void what_was_said_while_the_broker_was_away_is_written_when_it_is_back() throws Exception {
        int port = new FreePorts(new SecureRandom()).pick();
        KafkaBroker broker = KafkaBroker.start(home, port);
        String browser = UUID.randomUUID().toString();
        try (Pod pod = Pod.ready("KAFKA_BOOTSTRAP_SERVERS=127.0.0.1:" + port)) {
            SessionJournal journal = pod.bean(SessionJournal.class);
            SocketOpening dropped = socket(browser, 10);
            journal.opened(dropped);
            pod.awaitMetric("numeneon_journal_records_total{outcome=\"written\"}", 1);

            broker.kill();
            journal.dropped(dropped.session(), at(14), journal.read());
            journal.opened(socket(browser, 20));
            assertThat(pod.metric("numeneon_journal_queue")).isEqualTo(2);
            broker = KafkaBroker.start(home, port);

            Awaitility.await("the claim")
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> pod.metric(TAKEN) + pod.metric("numeneon_claims_total{outcome=\"filled\"}") == 1);
        } finally {
            broker.stop();
        }
    }

    private static void write(Events events, String key, String body) {
        events.publishRaw(Topic.SESSIONS.topicName(), key, Map.of(), body.getBytes(StandardCharsets.UTF_8));
    }

    private static SocketOpening socket(String browser, long position) {
        return new SocketOpening(UUID.randomUUID().toString(), 9, browser, at(position), false);
    }

    private static Cursor at(long offset) {
        return new Cursor(7, StreamPosition.START.with(Topic.MESSAGES, 0, offset));
    }
}
