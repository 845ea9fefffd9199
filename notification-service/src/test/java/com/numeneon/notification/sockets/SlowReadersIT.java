package com.numeneon.notification.sockets;

import static org.assertj.core.api.Assertions.assertThat;

import com.numeneon.contracts.event.DomainEvent;
import com.numeneon.contracts.event.PostPublished;
import com.numeneon.contracts.user.UserRef;
import com.numeneon.infra.testing.TestKafka;
import com.numeneon.notification.testing.Events;
import com.numeneon.notification.testing.Pod;
import com.numeneon.notification.testing.RawSocket;
import com.numeneon.notification.testing.Tokens;
import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.UnixOperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One in ten clients stops reading. Everybody else must not notice, and nothing of them may be left. */
class SlowReadersIT {

    private static final int CLIENTS = 50;
    private static final int SLOW = CLIENTS / 10;
    private static final int SMALL_BUFFER = 4 * 1024;
    private static final String BIG = "x".repeat(9_900);
    private static final String TOO_SLOW = "numeneon_sockets_closed_total{code=\"4008\"}";
    private static final Duration TICK = Duration.ofMillis(20);
    private static final int WARM_UP_TICKS = 50;
    private static final int TICKS = 200;
    private static final int MOST_TICKS = 2_000;

    @TempDir
    @SuppressWarnings("NullAway.Init") // set before each test
    private Path folder;

    private final List<Long> users = new ArrayList<>();
    private final List<ReadingClient> quick = new ArrayList<>();
    private final List<ReadingClient> slow = new ArrayList<>();
    private long posts;

    @Test
    void nobody_else_waits_for_those_who_stop_reading_and_nothing_is_left_of_them() {
        try (Pod pod = Pod.ready("SOCKET_QUEUE_BYTES=200000");
                Events events = new Events(TestKafka.bootstrapServers())) {
            openAll(pod, quick, CLIENTS - SLOW, 64 * 1024);
            awaitOpen(pod, CLIENTS - SLOW);
            long filesBefore = openFiles();
            openAll(pod, slow, SLOW, SMALL_BUFFER);
            awaitOpen(pod, CLIENTS);
            publish(events, WARM_UP_TICKS);
            awaitAllRead();
            forgetLatencies();

            publish(events, TICKS);
            awaitAllRead();
            Latencies without = latencies();
            slow.forEach(ReadingClient::stopReading);
            forgetLatencies();
            publishUntil(events, pod, TOO_SLOW, SLOW);
            publish(events, TICKS / 4);
            awaitAllRead();
            Latencies with = latencies();

            System.out.printf(
                    "delivery to %d quick readers: median %.1f ms, p99 %.1f ms; while %d others do not read:"
                            + " median %.1f ms (x %.2f), p99 %.1f ms (x %.2f)%n",
                    quick.size(),
                    without.median(),
                    without.p99(),
                    slow.size(),
                    with.median(),
                    with.median() / without.median(),
                    with.p99(),
                    with.p99() / without.p99());
            // Whoever waits for a reader that does not read waits until it is dropped: for seconds, not for twice as
            // long.
            assertThat(with.median()).isLessThan(3 * without.median() + 10);
            assertThat(with.p99()).isLessThan(5 * without.p99() + 100);

            awaitOpen(pod, CLIENTS - SLOW);
            assertThat(pod.metric("numeneon_sessions{state=\"closing\"}")).isZero();
            pod.awaitMetric("numeneon_queue_bytes", 0);
            slow.forEach(ReadingClient::close);
            Awaitility.await("no thread that has to do with a socket").until(() -> threadsAtSockets() == 0);
            // One more or less may be the connection that asks for the metrics.
            Awaitility.await("the files of the slow ones").until(() -> openFiles() <= filesBefore + 2);
            assertThat(quick).allMatch(ReadingClient::isOpen);
        } finally {
            quick.forEach(ReadingClient::close);
            slow.forEach(ReadingClient::close);
        }
    }

    private void openAll(Pod pod, List<ReadingClient> readers, int count, int receiveBuffer) {
        for (int i = 0; i < count; i++) {
            long user = Events.newUser();
            users.add(user);
            readers.add(new ReadingClient(user, RawSocket.open(pod, Tokens.of(user, "u"), receiveBuffer)));
        }
    }

    private static void awaitOpen(Pod pod, int sockets) {
        pod.awaitMetric("numeneon_sockets_open", sockets);
    }

    /** In each tick everybody gets a small frame, and the slow ones two large ones as well, whether they read or not. */
    private void publish(Events events, int ticks) {
        for (int tick = 0; tick < ticks; tick++) {
            List<DomainEvent> all = new ArrayList<>();
            for (ReadingClient reader : slow) {
                all.add(Events.message(reader.user(), BIG));
                all.add(Events.message(reader.user(), BIG));
            }
            all.add(new PostPublished(
                    ++posts,
                    new UserRef(1, "alice", "Alice", "", null),
                    "text",
                    ReadingClient.MARK + System.nanoTime() + ReadingClient.MARK,
                    null,
                    Instant.now(),
                    users));
            events.publishAll(all);
            LockSupport.parkNanos(TICK.toNanos());
        }
    }

    private void publishUntil(Events events, Pod pod, String metric, double value) {
        double before = pod.metric(metric);
        for (int ticks = 0; pod.metric(metric) < before + value; ticks += 25) {
            assertThat(ticks).as("ticks without all of them being closed").isLessThan(MOST_TICKS);
            publish(events, 25);
        }
    }

    private void awaitAllRead() {
        Awaitility.await("the last post at every quick reader")
                .atMost(Duration.ofSeconds(20))
                .until(() -> quick.stream().allMatch(reader -> reader.posts() == posts));
    }

    private void forgetLatencies() {
        quick.forEach(reader -> reader.nanos().clear());
    }

    private Latencies latencies() {
        return new Latencies(quick.stream()
                .flatMap(reader -> reader.nanos().stream())
                .sorted()
                .toList());
    }

    private record Latencies(List<Long> sorted) {
        double median() {
            return sorted.get(sorted.size() / 2) / 1e6;
        }

        double p99() {
            return sorted.get(sorted.size() * 99 / 100) / 1e6;
        }
    }

    private static long openFiles() {
        return ManagementFactory.getPlatformMXBean(UnixOperatingSystemMXBean.class)
                .getOpenFileDescriptorCount();
    }

    /** Virtual threads are in no list but this one. */
    private long threadsAtSockets() throws IOException {
        Path dump = folder.resolve("threads-" + System.nanoTime());
        ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
                .dumpThreads(dump.toString(), HotSpotDiagnosticMXBean.ThreadDumpFormat.TEXT_PLAIN);
        try (var lines = Files.lines(dump)) {
            return lines.filter(
                            line -> line.contains("\"socket-writer\"") || line.contains("org.eclipse.jetty.websocket"))
                    .count();
        }
    }
}
