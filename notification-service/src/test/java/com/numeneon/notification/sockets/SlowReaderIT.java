package com.numeneon.notification.sockets;

import static org.assertj.core.api.Assertions.assertThat;

import com.numeneon.infra.testing.TestKafka;
import com.numeneon.notification.testing.Client;
import com.numeneon.notification.testing.Events;
import com.numeneon.notification.testing.Pod;
import com.numeneon.notification.testing.RawSocket;
import com.numeneon.notification.testing.Tokens;
import com.sun.management.HotSpotDiagnosticMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SlowReaderIT {

    private static final int SMALL_BUFFER = 4 * 1024;
    private static final int BATCH = 20;
    private static final String BIG = "x".repeat(9_900);
    private static final String QUEUED = "numeneon_frames_queued_total{type=\"new_message\"}";

    @SuppressWarnings("NullAway.Init") // set before each test
    private static Pod pod;

    @SuppressWarnings("NullAway.Init") // set before each test
    private static Events events;

    private final long slowUser = Events.newUser();
    private final long quickUser = Events.newUser();

    @TempDir
    @SuppressWarnings("NullAway.Init") // set before each test
    private Path folder;

    @BeforeAll
    static void start() {
        pod = Pod.ready("SOCKET_QUEUE_BYTES=200000");
        events = new Events(TestKafka.bootstrapServers());
    }

    @AfterAll
    static void stop() {
        events.close();
        pod.close();
    }

    @Test
    void a_slow_reader_is_closed_holds_no_thread_and_nobody_else_notices() {
        double tooSlow = pod.metric("numeneon_sockets_closed_total{code=\"4008\"}");
        try (RawSocket slow = RawSocket.open(pod, Tokens.of(slowUser, "slow"), SMALL_BUFFER);
                Client quick = pod.open(Tokens.of(quickUser, "quick"))) {
            Duration slowest = floodUntilItsQueueIsFull(quick);

            assertThat(slowest)
                    .as("whoever waited for the slow one would wait until it is dropped")
                    .isLessThan(SocketSession.CLOSE_TIMEOUT);
            Awaitility.await("no thread of a writer, while one frame is still being written")
                    .until(() -> writerThreads() == 0);
            assertThat(pod.metric("numeneon_sockets_open")).isEqualTo(2);
            pod.awaitMetric("numeneon_sockets_closed_total{code=\"4008\"}", tooSlow + 1);
            pod.awaitMetric("numeneon_sockets_open", 1);
            assertThat(quick.isOpen()).isTrue();
            assertThat(slow.isGoneWithin(5_000)).as("its connection is dropped").isPresent();
        }
    }

    @Test
    void a_slow_reader_that_reads_on_is_told_why_it_was_closed() {
        try (RawSocket slow = RawSocket.open(pod, Tokens.of(slowUser, "slow"), SMALL_BUFFER);
                Client quick = pod.open(Tokens.of(quickUser, "quick"))) {
            floodUntilItsQueueIsFull(quick);

            assertThat(slow.readUntilClose()).isEqualTo(4008);
        }
    }

    /** Gives the longest time that a frame took to the quick user's socket meanwhile. */
    private Duration floodUntilItsQueueIsFull(Client quick) {
        Duration longest = Duration.ZERO;
        for (int round = 1; round <= 100; round++) {
            double before = pod.metric(QUEUED);
            events.publishAll(Collections.nCopies(BATCH, Events.message(slowUser, BIG)));
            Instant sent = Instant.now();
            events.publish(Events.message(quickUser, "quick"));
            quick.awaitFrames(round);
            Duration took = Duration.between(sent, Instant.now());
            longest = took.compareTo(longest) > 0 ? took : longest;
            // All were consumed, since one partition may lag: a full queue is seen in this round or in the next.
            if (pod.metric(QUEUED) < before + BATCH / 2) {
                return longest;
            }
        }
        throw new AssertionError("the queue never filled");
    }

    /** Virtual threads are in no list but this one. */
    private long writerThreads() throws IOException {
        Path dump = folder.resolve("threads-" + System.nanoTime());
        ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
                .dumpThreads(dump.toString(), HotSpotDiagnosticMXBean.ThreadDumpFormat.TEXT_PLAIN);
        try (var lines = Files.lines(dump)) {
            return lines.filter(line -> line.contains("\"socket-writer")).count();
        }
    }
}
