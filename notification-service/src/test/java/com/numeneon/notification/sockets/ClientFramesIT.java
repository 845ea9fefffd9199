package com.numeneon.notification.sockets;

import static org.assertj.core.api.Assertions.assertThat;

import com.numeneon.notification.testing.Client;
import com.numeneon.notification.testing.Events;
import com.numeneon.notification.testing.Pod;
import com.numeneon.notification.testing.RawSocket;
import com.numeneon.notification.testing.Tokens;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What clients send, well-behaved and not, over real sockets. */
class ClientFramesIT {

    private static final int LIMIT = 64 * 1024;

    @SuppressWarnings("NullAway.Init") // set before each test
    private static Pod pod;

    private final String token = Tokens.of(Events.newUser(), "alice");

    @BeforeAll
    static void start() {
        pod = Pod.ready("SOCKET_HEARTBEAT_INTERVAL=1s");
    }

    @AfterAll
    static void stop() {
        pod.close();
    }

    @Test
    void a_ping_gets_a_pong_and_anything_else_an_error_on_a_socket_that_stays_open() {
        try (Client client = pod.open(token)) {
            client.send("{\"type\":\"ping\"}").send("hello").send("{\"type\":\"ping\"}");

            assertThat(client.awaitFrames(3))
                    .containsExactly(
                            "{\"type\":\"pong\"}",
                            "{\"type\":\"error\",\"data\":{\"detail\":\"This is not JSON.\"}}",
                            "{\"type\":\"pong\"}");
            assertThat(client.isOpen()).isTrue();
        }
    }

    @Test
    void a_frame_of_exactly_the_limit_is_read_and_one_byte_more_closes() {
        try (RawSocket raw = RawSocket.open(pod, token)) {
            raw.sendText(" ".repeat(LIMIT - 15) + "{\"type\":\"ping\"}");
            assertThat(raw.readText()).isEqualTo("{\"type\":\"pong\"}");

            raw.sendText(" ".repeat(LIMIT - 14) + "{\"type\":\"ping\"}");
            assertThat(raw.readUntilClose()).isEqualTo(4400);
        }
    }

    @Test
    void the_limit_counts_bytes_over_all_fragments() {
        byte[] piece = "é".repeat(10_000).getBytes(StandardCharsets.UTF_8);
        try (RawSocket raw = RawSocket.open(pod, token)) {
            raw.send(RawSocket.TEXT, false, piece);
            for (int i = 0; i < 3; i++) {
                raw.send(RawSocket.CONTINUATION, false, piece);
            }

            assertThat(raw.readUntilClose()).isEqualTo(4400);
        }
    }

    @Test
    void a_ping_in_fragments_is_a_ping() {
        try (RawSocket raw = RawSocket.open(pod, token)) {
            raw.send(RawSocket.TEXT, false, "{\"type\"".getBytes(StandardCharsets.UTF_8));
            raw.send(RawSocket.CONTINUATION, true, ":\"ping\"}".getBytes(StandardCharsets.UTF_8));

            assertThat(raw.readText()).isEqualTo("{\"type\":\"pong\"}");
        }
    }

    @Test
    void a_binary_frame_closes() {
        try (Client client = pod.open(token)) {
            client.sendBinary(new byte[] {1});

            assertThat(client.awaitClose()).isEqualTo(4400);
        }
    }

    @Test
    void more_than_twenty_frames_a_second_close() {
        try (RawSocket raw = RawSocket.open(pod, token)) {
            for (int i = 0; i < 21; i++) {
                raw.sendText("{\"type\":\"ping\"}");
            }

            assertThat(raw.readUntilClose()).isEqualTo(4429);
        }
    }

    @Test
    void pings_of_the_protocol_are_answered_and_count_as_frames() {
        try (RawSocket raw = RawSocket.open(pod, token)) {
            raw.send(RawSocket.PING, true, "echo".getBytes(StandardCharsets.UTF_8));
            assertThat(raw.readPong()).isEqualTo("echo");

            for (int i = 0; i < 20; i++) {
                raw.send(RawSocket.PING, true, new byte[0]);
            }
            assertThat(raw.readUntilClose()).isEqualTo(4429);
        }
    }

    @Test
    void empty_fragments_without_end_count_as_frames() {
        try (RawSocket raw = RawSocket.open(pod, token)) {
            raw.send(RawSocket.TEXT, false, new byte[0]);
            for (int i = 0; i < 20; i++) {
                raw.send(RawSocket.CONTINUATION, false, new byte[0]);
            }

            assertThat(raw.readUntilClose()).isEqualTo(4429);
        }
    }

    @Test
    void a_peer_that_answers_no_ping_is_closed_and_one_that_does_is_not() {
        double before = pod.metric("numeneon_sockets_closed_total{code=\"4408\"}");
        try (RawSocket silent = RawSocket.open(pod, token);
                Client alive = pod.open(token)) {
            assertThat(silent.readUntilClose()).isEqualTo(4408);

            assertThat(alive.isOpen()).isTrue();
            pod.awaitMetric("numeneon_sockets_closed_total{code=\"4408\"}", before + 1);
        }
    }

    @Test
    void a_client_that_leaves_is_told_goodbye_with_its_own_code() {
        double before = pod.metric("numeneon_sockets_closed_total{code=\"1000\"}");
        Client client = pod.open(token);

        client.leave();

        assertThat(client.awaitClose()).isEqualTo(1000);
        pod.awaitMetric("numeneon_sockets_closed_total{code=\"1000\"}", before + 1);
    }
}
