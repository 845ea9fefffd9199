package com.numeneon.standalone.frontdoor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SocketLifeIT {

    private static final int MIB = 1 << 20;

    /** More than the kernel holds on the way: its buffers between pod, front door and client. */
    private static final long FAR_TOO_MUCH = 256L * MIB;

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
    void a_last_frame_arrives_although_the_client_was_still_sending() throws Exception {
        try (RawPod pod = new RawPod(connection -> {
                    RawPod.say(connection, RawPod.SWITCHING);
                    // Unread input makes the kernel reset the connection when it closes.
                    connection.getInputStream().readNBytes(1);
                    RawPod.say(connection, "the last frame");
                    connection.shutdownOutput();
                });
                TestDoor door = toRaw(TestDoor.QUICK, pod);
                RawConnection client = door.raw()) {
            client.send(RawConnection.HANDSHAKE).head();
            for (int i = 0; i < 100; i++) {
                client.send(new byte[1000]);
            }

            assertThat(client.rest()).isEqualTo("the last frame");
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
    void a_client_that_stops_reading_stops_the_pod_s_writing_and_loses_nothing() throws Exception {
        AtomicLong written = new AtomicLong();
        try (RawPod pod = new RawPod(connection -> flood(connection, written));
                TestDoor door = toRaw(TestDoor.QUICK, pod);
                RawConnection client = new RawConnection(door.port(), 64 * 1024)) {
            client.send(RawConnection.HANDSHAKE).head();
            awaitStandstill(written);

            assertThat(written).hasValueLessThan(32L * MIB);

            long expected = 0;
            byte[] part = new byte[64 * 1024];
            for (int count; expected < FAR_TOO_MUCH && (count = client.stream().read(part)) > 0; ) {
                for (int i = 0; i < count; i++) {
                    if (part[i] != (byte) (expected % 251)) {
                        throw new AssertionError("Byte " + expected + " is not the one that was sent");
                    }
                    expected++;
                }
            }
            assertThat(expected).isEqualTo(FAR_TOO_MUCH);
        }
    }

    @Test
    void a_pod_that_stops_reading_stops_the_client_s_writing() throws Exception {
        AtomicLong written = new AtomicLong();
        try (RawPod pod = new RawPod(connection -> RawPod.say(connection, RawPod.SWITCHING));
                TestDoor door = toRaw(TestDoor.QUICK, pod);
                RawConnection client = door.raw()) {
            client.send(RawConnection.HANDSHAKE).head();
            Thread writer = Thread.ofVirtual().start(() -> {
                try {
                    while (written.get() < FAR_TOO_MUCH) {
                        client.send(new byte[MIB]);
                        written.addAndGet(MIB);
                    }
                } catch (IOException e) {
                    // The end of the test closes the connection.
                }
            });
            awaitStandstill(written);

            assertThat(written).hasValueLessThan(32L * MIB);
            client.abort();
            writer.join();
        }
    }

    @Test
    void a_slow_client_delays_no_other() throws Exception {
        AtomicLong written = new AtomicLong();
        AtomicBoolean first = new AtomicBoolean(true);
        try (RawPod pod = new RawPod(connection -> {
                    if (first.getAndSet(false)) {
                        flood(connection, written);
                    } else {
                        RawPod.say(connection, RawPod.SWITCHING + "quick");
                    }
                });
                TestDoor door = toRaw(TestDoor.QUICK, pod);
                RawConnection slow = new RawConnection(door.port(), 64 * 1024)) {
            slow.send(RawConnection.HANDSHAKE).head();
            awaitStandstill(written);

            // More than the front door has I/O threads, so that some share the slow one's.
            for (int i = 0; i < 16; i++) {
                try (RawConnection client = door.raw()) {
                    client.send(RawConnection.HANDSHAKE).head();
                    assertThat(client.text(5)).isEqualTo("quick");
                }
            }
        }
    }

    @Test
    void a_client_that_takes_nothing_for_too_long_is_closed() throws Exception {
        AtomicLong written = new AtomicLong();
        try (RawPod pod = new RawPod(connection -> flood(connection, written));
                TestDoor door = toRaw(timing(Duration.ofSeconds(1), Duration.ofSeconds(30)), pod);
                RawConnection client = new RawConnection(door.port(), 64 * 1024)) {
            client.send(RawConnection.HANDSHAKE).head();
            awaitStandstill(written);

            await("given back").until(() -> door.socketsAt(pod.address()) == 0);
        }
    }

    @Test
    void a_silent_socket_outlives_the_idle_and_the_stall_limit() throws Exception {
        try (SocketPod pod = new SocketPod("one");
                TestDoor door = TestDoor.toSockets(timing(Duration.ofMillis(500), Duration.ofMillis(500)), pod)) {
            try (RawConnection idle = door.raw()) {
                SocketClient client =
                        SocketClient.open(http, door.socketUrl("?token=t")).join();
                client.hear();

                // A connection that never became a socket meets its limit meanwhile.
                assertThat(idle.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n").rest())
                        .startsWith("HTTP/1.1 503");
                long since = System.nanoTime();
                await("several idle limits have passed")
                        .until(() -> Duration.ofNanos(System.nanoTime() - since).toMillis() > 1500);

                client.say("still here");
                assertThat(client.hear()).isEqualTo("still here");
            }
        }
    }

    private static TestDoor toRaw(Timing timing, RawPod pod) {
        TestDoor door = TestDoor.to(List.of(TestDoor.NOBODY), List.of(pod.address()), timing);
        door.awaitReady(List.of(pod.address()));
        return door;
    }

    private static Timing timing(Duration stalledAfter, Duration idleAfter) {
        return new Timing(
                TestDoor.QUICK.pollEvery(),
                TestDoor.QUICK.pollWithin(),
                TestDoor.QUICK.answerWithin(),
                TestDoor.QUICK.handshakeWithin(),
                stalledAfter,
                TestDoor.QUICK.lingerFor(),
                idleAfter,
                TestDoor.QUICK.drainWithin());
    }

    /** Bytes whose value tells their place, until the other side stops taking them. */
    private static void flood(Socket connection, AtomicLong written) throws IOException {
        RawPod.say(connection, RawPod.SWITCHING);
        byte[] cycle = new byte[251 * 256];
        for (int i = 0; i < cycle.length; i++) {
            cycle[i] = (byte) (i % 251);
        }
        OutputStream out = connection.getOutputStream();
        while (written.get() < FAR_TOO_MUCH) {
            int length = (int) Math.min(cycle.length, FAR_TOO_MUCH - written.get());
            out.write(cycle, 0, length);
            written.addAndGet(length);
        }
    }

    private static void awaitStandstill(AtomicLong written) {
        AtomicLong before = new AtomicLong(-1);
        await("writing stands still")
                .pollDelay(Duration.ofMillis(200))
                .pollInterval(Duration.ofMillis(700))
                .until(() -> written.get() > 0 && before.getAndSet(written.get()) == written.get());
    }
}
