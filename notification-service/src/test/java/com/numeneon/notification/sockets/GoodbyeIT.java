package com.numeneon.notification.sockets;

import static org.assertj.core.api.Assertions.assertThat;

import com.numeneon.infra.testing.TestKafka;
import com.numeneon.notification.sessions.PodSessions;
import com.numeneon.notification.stream.EventWindow;
import com.numeneon.notification.testing.Events;
import com.numeneon.notification.testing.Pod;
import com.numeneon.notification.testing.RawSocket;
import com.numeneon.notification.testing.Tokens;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What proves, on the real server, that a client has read everything: the answers to our close frame and to our pings. */
class GoodbyeIT {

    private static final String ANSWERED = "numeneon_goodbyes_total{outcome=\"answered\"}";
    private static final String UNANSWERED = "numeneon_goodbyes_total{outcome=\"unanswered\"}";

    @SuppressWarnings("NullAway.Init") // set before each test
    private static Pod pod;

    @SuppressWarnings("NullAway.Init") // set before each test
    private static Events events;

    private final long user = Events.newUser();

    @BeforeAll
    static void start() {
        pod = Pod.ready();
        events = new Events(TestKafka.bootstrapServers());
    }

    @AfterAll
    static void stop() {
        events.close();
        pod.close();
    }

    @Test
    void the_connection_waits_for_the_answer_to_a_restart_and_ends_with_it() {
        double before = pod.metric(ANSWERED);
        try (RawSocket raw = RawSocket.open(pod, Tokens.of(user, "raw"))) {
            sendAway();

            assertThat(raw.readUntilClose()).isEqualTo(1012);
            Awaitility.await("the server's side of it to stay")
                    .during(Duration.ofSeconds(1))
                    .atMost(Duration.ofSeconds(3))
                    .until(() -> pod.metric("numeneon_sockets_open") == 1);
            raw.send(
                    RawSocket.CLOSE,
                    true,
                    ByteBuffer.allocate(2).putShort((short) 1012).array());

            pod.awaitMetric(ANSWERED, before + 1);
            pod.awaitMetric("numeneon_sockets_open", 0);
            assertThat(raw.isGoneWithin(2_000)).isPresent();
        }
    }

    @Test
    void an_answer_without_a_code_is_one() {
        double before = pod.metric(ANSWERED);
        try (RawSocket raw = RawSocket.open(pod, Tokens.of(user, "raw"))) {
            sendAway();
            raw.readUntilClose();

            raw.send(RawSocket.CLOSE, true, new byte[0]);

            pod.awaitMetric(ANSWERED, before + 1);
        }
    }

    @Test
    void who_goes_without_an_answer_has_not_proved_anything() {
        double answered = pod.metric(ANSWERED);
        double before = pod.metric(UNANSWERED);
        try (RawSocket raw = RawSocket.open(pod, Tokens.of(user, "raw"))) {
            sendAway();
            raw.readUntilClose();
        }
        pod.awaitMetric(UNANSWERED, before + 1);
        assertThat(pod.metric(ANSWERED)).isEqualTo(answered);
    }

    @Test
    void who_does_not_answer_is_dropped_after_a_bounded_time() {
        double before = pod.metric(UNANSWERED);
        try (RawSocket raw = RawSocket.open(pod, Tokens.of(user, "raw"))) {
            Instant begin = Instant.now();
            sendAway();
            raw.readUntilClose();

            pod.awaitMetric(UNANSWERED, before + 1);
            assertThat(Duration.between(begin, Instant.now())).isBetween(Duration.ofSeconds(4), Duration.ofSeconds(8));
            assertThat(raw.isGoneWithin(2_000)).isPresent();
        }
    }

    @Test
    void a_ping_follows_the_frames_and_its_answer_acknowledges_them() {
        EventWindow window = pod.bean(EventWindow.class);
        try (RawSocket raw = RawSocket.open(pod, Tokens.of(user, "raw"))) {
            Awaitility.await("an idle socket has acknowledged everything")
                    .until(() -> acknowledged().lowest().equals(window.cursor()));
            events.publish(Events.message(user, "hello"));
            assertThat(raw.readText()).contains("hello");
            assertThat(acknowledged().lowest()).isNotEqualTo(window.cursor());

            RawSocket.Frame ping = raw.read();
            while (ping.text().isEmpty()) {
                // The heartbeat's.
                ping = raw.read();
            }
            assertThat(ping.opcode()).isEqualTo(RawSocket.PING);
            assertThat(ping.text()).hasSize(Integer.BYTES);
            // One that nobody asked for does no harm.
            raw.send(RawSocket.PONG, true, new byte[0]);
            raw.send(RawSocket.PONG, true, ByteBuffer.allocate(4).putInt(77).array());
            raw.send(RawSocket.PONG, true, ping.text().getBytes(StandardCharsets.UTF_8));

            Awaitility.await("the frame is acknowledged")
                    .until(() -> acknowledged().lowest().equals(window.cursor()));
        }
    }

    private static void sendAway() {
        pod.bean(SocketRegistry.class).sessions().forEach(SocketSession::goAway);
    }

    private static PodSessions.Acknowledged acknowledged() {
        return pod.bean(PodSessions.class).acknowledged().orElseThrow();
    }
}
