package com.numeneon.standalone.frontdoor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.WebSocketHandshakeException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SocketRoutingIT {

    private final HttpClient http = HttpClient.newHttpClient();

    @AfterEach
    void close() {
        http.shutdownNow();
    }

    @Test
    void a_socket_speaks_through_the_door() throws Exception {
        String token = "t".repeat(1_200);
        try (SocketPod pod = new SocketPod("one");
                TestDoor door = TestDoor.toSockets(pod)) {
            SocketClient client = open(door, "?token=" + token);

            assertThat(client.hear()).isEqualTo("one");
            client.say("hello");
            assertThat(client.hear()).isEqualTo("hello");
            client.say("x".repeat(60_000));
            assertThat(client.hear()).hasSize(60_000);
            assertThat(pod.queries()).containsExactly("token=" + token);
        }
    }

    @Test
    void bytes_that_come_together_with_the_handshake_s_answer_are_not_lost() throws Exception {
        try (RawPod pod = new RawPod(connection -> RawPod.say(connection, RawPod.SWITCHING + "at once"));
                TestDoor door = toRaw(pod);
                RawConnection client = door.raw()) {
            assertThat(client.send(RawConnection.HANDSHAKE).head()).startsWith("http/1.1 101");
            assertThat(client.text(7)).isEqualTo("at once");
            assertThat(pod.heads().getFirst())
                    .startsWith("GET /ws/notifications/?token=t HTTP/1.1\r\n")
                    .contains("X-Forwarded-For: 127.0.0.1\r\n", "X-Forwarded-Proto: http\r\n", "Host: 127.0.0.1\r\n");
        }
    }

    @Test
    void a_handshake_cannot_say_who_forwarded_it() throws Exception {
        try (RawPod pod = new RawPod(connection -> RawPod.say(connection, RawPod.SWITCHING));
                TestDoor door = toRaw(pod);
                RawConnection client = door.raw()) {
            client.send(RawConnection.HANDSHAKE.replace(
                            "Connection:", "X-Forwarded-For: 203.0.113.7\r\nForwarded: for=203.0.113.7\r\nConnection:"))
                    .head();

            assertThat(pod.heads().getFirst())
                    .contains("X-Forwarded-For: 127.0.0.1\r\n")
                    .doesNotContain("203.0.113.7");
        }
    }

    @Test
    void the_pod_with_the_fewest_open_sockets_gets_the_next() throws Exception {
        try (SocketPod one = new SocketPod("one");
                SocketPod two = new SocketPod("two");
                SocketPod three = new SocketPod("three");
                TestDoor door = TestDoor.toSockets(one, two, three)) {
            openMany(door, 30);
            assertThat(List.of(one.openSockets(), two.openSockets(), three.openSockets()))
                    .containsExactly(10, 10, 10);

            two.closeSockets(6, 1000);
            await("six sockets are gone").until(() -> two.openSockets() == 4 && door.socketsAt(two.address()) == 4);
            openMany(door, 6);

            assertThat(List.of(one.openSockets(), two.openSockets(), three.openSockets()))
                    .containsExactly(10, 10, 10);
        }
    }

    @Test
    void a_pod_that_is_not_ready_keeps_its_sockets_and_gets_no_more() throws Exception {
        try (SocketPod one = new SocketPod("one");
                SocketPod two = new SocketPod("two");
                TestDoor door = TestDoor.toSockets(one, two)) {
            List<SocketClient> clients = openMany(door, 2);
            one.management().says(503);
            door.awaitNotReady(one.address());
            openMany(door, 5);

            assertThat(one.openSockets()).isEqualTo(1);
            assertThat(two.openSockets()).isEqualTo(6);
            for (SocketClient client : clients) {
                client.say("still here");
                assertThat(client.hear()).isEqualTo("still here");
            }
        }
    }

    @Test
    void a_handshake_that_a_pod_refuses_with_503_goes_to_another() throws Exception {
        try (SocketPod full = new SocketPod("full");
                SocketPod free = new SocketPod("free");
                TestDoor door = TestDoor.toSockets(full, free)) {
            full.refusesWith(503);

            for (int i = 0; i < 5; i++) {
                assertThat(open(door, "?token=t").hear()).isEqualTo("free");
            }
            assertThat(full.handshakes()).isEqualTo(5);
            assertThat(full.queries()).containsOnly("token=t");
            assertThat(door.socketsAt(full.address())).isZero();
        }
    }

    @Test
    void the_last_pod_s_503_is_the_client_s_answer() throws Exception {
        try (SocketPod one = new SocketPod("one");
                SocketPod two = new SocketPod("two");
                TestDoor door = TestDoor.toSockets(one, two)) {
            one.refusesWith(503);
            two.refusesWith(503);

            assertThat(refusal(door)).isEqualTo(503);
            assertThat(one.handshakes()).isEqualTo(1);
            assertThat(two.handshakes()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 426, 429, 500})
    void every_other_refusal_is_the_client_s_at_once_and_as_it_is(int status) throws Exception {
        try (SocketPod one = new SocketPod("one");
                SocketPod two = new SocketPod("two");
                TestDoor door = TestDoor.toSockets(one, two);
                RawConnection client = door.raw()) {
            one.refusesWith(status);
            two.refusesWith(status);

            assertThat(client.send(RawConnection.HANDSHAKE).head())
                    .startsWith("http/1.1 " + status)
                    .contains("content-length: 29\r\n");
            assertThat(client.text(29)).isEqualTo("{\"detail\":\"refused with " + status + "\"}");
            assertThat(one.handshakes() + two.handshakes()).isEqualTo(1);
            assertThat(door.socketsAt(one.address()) + door.socketsAt(two.address()))
                    .isZero();
        }
    }

    @Test
    void a_pod_that_takes_no_connection_or_breaks_off_is_skipped() throws Exception {
        try (RawPod gone = new RawPod(connection -> {});
                RawPod breaking = new RawPod(Socket::close);
                SocketPod there = new SocketPod("there");
                TestDoor door = TestDoor.to(
                        List.of(TestDoor.NOBODY),
                        List.of(gone.address(), breaking.address(), there.address()),
                        TestDoor.QUICK)) {
            door.awaitReady(List.of(gone.address(), breaking.address(), there.address()));
            gone.dies();

            for (int i = 0; i < 6; i++) {
                assertThat(open(door, "?token=t").hear()).isEqualTo("there");
            }
            assertThat(breaking.heads()).isNotEmpty();
            assertThat(door.socketsAt(gone.address()) + door.socketsAt(breaking.address()))
                    .isZero();
        }
    }

    @Test
    void a_pod_that_does_not_answer_a_handshake_is_skipped_after_a_while() throws Exception {
        try (RawPod silent =
                        new RawPod(connection -> connection.getInputStream().read());
                SocketPod there = new SocketPod("there");
                TestDoor door = TestDoor.to(
                        List.of(TestDoor.NOBODY), List.of(silent.address(), there.address()), impatient())) {
            door.awaitReady(List.of(silent.address(), there.address()));

            assertThat(open(door, "?token=t").hear()).isEqualTo("there");
            assertThat(open(door, "?token=t").hear()).isEqualTo("there");
            assertThat(silent.heads()).isNotEmpty();
        }
    }

    @Test
    void when_none_answers_a_handshake_it_is_504_and_when_all_break_off_502() throws Exception {
        try (RawPod silent =
                        new RawPod(connection -> connection.getInputStream().read());
                TestDoor door = toRaw(impatient(), silent)) {
            assertThat(refusal(door)).isEqualTo(504);
        }
        try (RawPod breaking = new RawPod(Socket::close);
                TestDoor door = toRaw(breaking)) {
            assertThat(refusal(door)).isEqualTo(502);
        }
    }

    @Test
    void the_token_is_in_no_line_of_output() throws Exception {
        String token = "a-token-that-nobody-else-has";
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        PrintStream usual = System.out;
        try (SocketPod full = new SocketPod("full");
                RawPod breaking = new RawPod(Socket::close);
                RawPod gone = new RawPod(connection -> {});
                TestDoor door = TestDoor.to(
                        List.of(TestDoor.NOBODY),
                        List.of(full.address(), breaking.address(), gone.address()),
                        TestDoor.QUICK)) {
            door.awaitReady(List.of(full.address(), breaking.address(), gone.address()));
            gone.dies();
            full.refusesWith(503);
            System.setOut(new PrintStream(output, true, StandardCharsets.UTF_8));
            for (int i = 0; i < 3; i++) {
                assertThatThrownBy(() -> open(door, "?token=" + token)).isInstanceOf(CompletionException.class);
            }
            door.get("/ws/notifications/?token=" + token);
        } finally {
            System.setOut(usual);
        }
        usual.print(output.toString(StandardCharsets.UTF_8));

        assertThat(output.toString(StandardCharsets.UTF_8))
                .contains("pod=127.0.0.1")
                .doesNotContain(token);
    }

    @Test
    void a_handshake_with_a_body_is_400() throws Exception {
        try (SocketPod pod = new SocketPod("one");
                TestDoor door = TestDoor.toSockets(pod);
                RawConnection client = door.raw()) {
            client.send(RawConnection.HANDSHAKE.replace("Connection:", "Content-Length: 2\r\nConnection:") + "hi");

            assertThat(client.head()).startsWith("http/1.1 400").contains("problem+json");
            assertThat(pod.handshakes()).isZero();
        }
    }

    private SocketClient open(TestDoor door, String query) {
        return SocketClient.open(http, door.socketUrl(query)).join();
    }

    /** At once, and waits until each has been greeted by its pod. */
    private List<SocketClient> openMany(TestDoor door, int count) throws InterruptedException {
        List<SocketClient> clients = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            clients.add(open(door, "?token=t"));
        }
        for (SocketClient client : clients) {
            client.hear();
        }
        return clients;
    }

    private int refusal(TestDoor door) {
        try {
            open(door, "?token=t");
        } catch (CompletionException e) {
            if (e.getCause() instanceof WebSocketHandshakeException refused) {
                return refused.getResponse().statusCode();
            }
            throw e;
        }
        throw new AssertionError("The handshake was taken");
    }

    private static Timing impatient() {
        return new QuickTiming().handshakeWithin(Duration.ofMillis(1500)).build();
    }

    private static TestDoor toRaw(RawPod pod) {
        return toRaw(TestDoor.QUICK, pod);
    }

    private static TestDoor toRaw(Timing timing, RawPod pod) {
        TestDoor door = TestDoor.to(List.of(TestDoor.NOBODY), List.of(pod.address()), timing);
        door.awaitReady(List.of(pod.address()));
        return door;
    }
}
