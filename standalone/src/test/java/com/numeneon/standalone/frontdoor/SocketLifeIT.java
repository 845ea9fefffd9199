package com.numeneon.standalone.frontdoor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SocketLifeIT {

    private final HttpClient http = HttpClient.newHttpClient();

    @AfterEach
    void close() {
        http.shutdownNow();
    }

    @Test
    void five_hundred_sockets_echo_at_once() throws Exception {
        try (SocketPod one = new SocketPod("one");
                SocketPod two = new SocketPod("two");
                TestDoor door = TestDoor.toSockets(one, two)) {
            List<CompletableFuture<SocketClient>> opening = new ArrayList<>();
            for (int i = 0; i < 500; i++) {
                opening.add(SocketClient.open(http, door.socketUrl("?token=t")));
            }
            List<SocketClient> clients =
                    opening.stream().map(CompletableFuture::join).toList();
            for (SocketClient client : clients) {
                client.hear();
            }
            for (int i = 0; i < clients.size(); i++) {
                clients.get(i).say("echo " + i);
            }
            for (int i = 0; i < clients.size(); i++) {
                assertThat(clients.get(i).hear()).isEqualTo("echo " + i);
            }

            assertThat(one.openSockets()).isEqualTo(250);
            assertThat(two.openSockets()).isEqualTo(250);
            clients.forEach(SocketClient::close);
            await("all sockets are given back")
                    .until(() -> door.socketsAt(one.address()) + door.socketsAt(two.address()) == 0);
        }
    }

    @Test
    void a_pod_s_close_code_reaches_the_client() throws Exception {
        try (SocketPod pod = new SocketPod("one");
                TestDoor door = TestDoor.toSockets(pod)) {
            SocketClient client =
                    SocketClient.open(http, door.socketUrl("?token=t")).join();
            client.hear();

            pod.closeSockets(1, 4003);

            assertThat(client.awaitEnd()).isEqualTo(4003);
            await("given back").until(() -> door.socketsAt(pod.address()) == 0);
        }
    }

    @Test
    void a_killed_pod_closes_the_client_s_socket_at_once() throws Exception {
        CountDownLatch open = new CountDownLatch(2);
        try (RawPod pod = new RawPod(connection -> {
                    RawPod.say(connection, RawPod.SWITCHING);
                    open.countDown();
                });
                TestDoor door = toRaw(TestDoor.QUICK, pod);
                RawConnection one = door.raw();
                RawConnection another = door.raw()) {
            one.send(RawConnection.HANDSHAKE).head();
            another.send(RawConnection.HANDSHAKE).head();
            // Input that the pod never reads: its death is then a reset and not an end.
            another.send("unread");
            assertThat(open.await(10, TimeUnit.SECONDS)).isTrue();
            long before = System.nanoTime();

            pod.dies();

            assertThat(one.rest()).isEmpty();
            assertThat(another.rest()).isEmpty();
            assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(1));
        }
    }

    @Test
    void a_client_that_goes_away_closes_the_pod_s_socket() throws Exception {
        CountDownLatch ended = new CountDownLatch(1);
        try (RawPod pod = new RawPod(connection -> {
                    RawPod.say(connection, RawPod.SWITCHING);
                    if (connection.getInputStream().read() < 0) {
                        ended.countDown();
                        connection.close();
                    }
                });
                TestDoor door = toRaw(TestDoor.QUICK, pod)) {
            try (RawConnection client = door.raw()) {
                client.send(RawConnection.HANDSHAKE).head();
                assertThat(door.socketsAt(pod.address())).isEqualTo(1);
            }

            assertThat(ended.await(10, TimeUnit.SECONDS)).isTrue();
            await("given back").until(() -> door.socketsAt(pod.address()) == 0);
        }
    }

    @Test
    void a_client_that_goes_away_is_gone_after_the_linger_also_when_its_pod_does_not_care() throws Exception {
        try (RawPod pod = new RawPod(connection -> RawPod.say(connection, RawPod.SWITCHING));
                TestDoor door = toRaw(TestDoor.QUICK, pod)) {
            try (RawConnection client = door.raw()) {
                client.send(RawConnection.HANDSHAKE).head();
            }

            await("given back").until(() -> door.socketsAt(pod.address()) == 0);
        }
    }

    @Test
    void a_silent_socket_outlives_the_idle_and_the_stall_limit() throws Exception {
        try (SocketPod pod = new SocketPod("one");
                TestDoor door = TestDoor.toSockets(
                        new QuickTiming()
                                .stalledAfter(Duration.ofMillis(500))
                                .idleAfter(Duration.ofSeconds(1))
                                .build(),
                        pod)) {
            try (RawConnection idle = door.raw()) {
                SocketClient client =
                        SocketClient.open(http, door.socketUrl("?token=t")).join();
                client.hear();

                // A connection that never became a socket meets its limit meanwhile.
                assertThat(idle.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n").rest())
                        .startsWith("HTTP/1.1 503");
                long since = System.nanoTime();
                await("several idle limits have passed")
                        .until(() -> Duration.ofNanos(System.nanoTime() - since).toMillis() > 2500);

                client.say("still here");
                assertThat(client.hear()).isEqualTo("still here");
            }
        }
    }

    @Test
    void a_client_that_goes_away_during_the_handshake_leaves_nothing() throws Exception {
        CountDownLatch clientsAreGone = new CountDownLatch(1);
        try (RawPod pod = new RawPod(connection -> {
                    awaitQuietly(clientsAreGone);
                    RawPod.say(connection, RawPod.SWITCHING + "greeting");
                });
                TestDoor door = toRaw(TestDoor.QUICK, pod)) {
            try (RawConnection leaving = door.raw();
                    RawConnection resetting = door.raw()) {
                leaving.send(RawConnection.HANDSHAKE);
                resetting.send(RawConnection.HANDSHAKE);
                await("both handshakes wait").until(() -> pod.heads().size() == 2);
                resetting.resetsWhenClosed();
            }
            clientsAreGone.countDown();

            await("given back").until(() -> door.socketsAt(pod.address()) == 0);
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static TestDoor toRaw(Timing timing, RawPod pod) {
        TestDoor door = TestDoor.to(List.of(TestDoor.NOBODY), List.of(pod.address()), timing);
        door.awaitReady(List.of(pod.address()));
        return door;
    }
}
