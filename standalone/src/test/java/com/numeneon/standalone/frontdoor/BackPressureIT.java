package com.numeneon.standalone.frontdoor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class BackPressureIT {

    private static final int MIB = 1 << 20;

    /** More than the kernel holds on the way: its buffers between pod, front door and client. */
    private static final long FAR_TOO_MUCH = 256L * MIB;

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
            Thread.ofVirtual().start(() -> sendMuch(client, written));
            awaitStandstill(written);

            assertThat(written).hasValueLessThan(32L * MIB);
        }
    }

    @Test
    void a_pod_s_last_frame_arrives_although_much_of_what_the_client_sent_is_unread() throws Exception {
        CountDownLatch mayEnd = new CountDownLatch(1);
        AtomicLong written = new AtomicLong();
        try (RawPod pod = new RawPod(connection -> {
                    RawPod.say(connection, RawPod.SWITCHING);
                    try {
                        mayEnd.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                    RawPod.say(connection, "the last frame");
                    connection.shutdownOutput();
                });
                TestDoor door = toRaw(
                        new QuickTiming().lingerFor(Duration.ofSeconds(20)).build(), pod);
                RawConnection client = door.raw()) {
            client.send(RawConnection.HANDSHAKE).head();
            Thread sender = Thread.ofVirtual().start(() -> sendMuch(client, written));
            awaitStandstill(written);

            mayEnd.countDown();

            assertThat(client.rest()).isEqualTo("the last frame");
            // Closing a connection with unread input resets it, and a reset may overtake the frame.
            await("no reset follows").during(Duration.ofMillis(500)).until(sender::isAlive);
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
                TestDoor door = toRaw(
                        new QuickTiming().stalledAfter(Duration.ofSeconds(1)).build(), pod);
                RawConnection client = new RawConnection(door.port(), 64 * 1024)) {
            client.send(RawConnection.HANDSHAKE).head();
            awaitStandstill(written);

            await("given back").until(() -> door.socketsAt(pod.address()) == 0);
        }
    }

    private static TestDoor toRaw(Timing timing, RawPod pod) {
        TestDoor door = TestDoor.to(List.of(TestDoor.NOBODY), List.of(pod.address()), timing);
        door.awaitReady(List.of(pod.address()));
        return door;
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

    private static void sendMuch(RawConnection client, AtomicLong written) {
        try {
            while (written.get() < FAR_TOO_MUCH) {
                client.send(new byte[MIB]);
                written.addAndGet(MIB);
            }
        } catch (IOException e) {
            // The end of the test closes the connection.
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
