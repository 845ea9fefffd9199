package com.numeneon.notification.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import com.numeneon.contracts.event.MessageSent;
import com.numeneon.infra.FreePorts;
import com.numeneon.infra.KafkaBroker;
import com.numeneon.infra.testing.TestKafka;
import com.numeneon.notification.testing.Client;
import com.numeneon.notification.testing.Events;
import com.numeneon.notification.testing.Pod;
import com.numeneon.notification.testing.Replays;
import com.numeneon.notification.testing.Tokens;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Replays do not need the live path, and do not disturb it. */
class ReplayBesideLiveIT {

    private static final Logger LOG = LoggerFactory.getLogger(ReplayBesideLiveIT.class);

    private static final int EVENTS = Boolean.getBoolean("large.data") ? 1_000_000 : 50_000;
    private static final int CHUNK = 10_000;
    private static final int SAMPLES = 80;

    /** Of a machine that has other things to do, beside three times what it was. */
    private static final Duration NOISE = Duration.ofMillis(10);

    private final long user = Events.newUser();

    @Test
    void it_works_while_the_live_consumer_is_dead() {
        Instant begin = Instant.now();
        try (Pod pod = Pod.ready();
                Events events = new Events(TestKafka.bootstrapServers())) {
            pod.bean(ConsumerLifecycle.class).stop();
            Awaitility.await("the live consumer is dead")
                    .until(() -> !pod.bean(ConsumerLifecycle.class).isRunning());
            events.publish(Events.message(user, "unseen"));

            assertThat(new Replays(pod).ask("since=" + begin + "&user=" + user).outcomes())
                    .containsExactly("new_message");
        }
    }

    @Test
    void live_frames_are_not_held_up_while_many_events_are_replayed(@TempDir Path home) throws Exception {
        Instant begin = Instant.now();
        int port = new FreePorts(new SecureRandom()).pick();
        // Of its own: every pod of the tests that follow would read all of this before it is ready.
        KafkaBroker broker = KafkaBroker.start(home, port);
        String servers = "127.0.0.1:" + port;
        try (Pod pod = Pod.ready("KAFKA_BOOTSTRAP_SERVERS=" + servers);
                Events events = new Events(servers);
                Client client = pod.open(Tokens.of(user, "bob"))) {
            for (int published = 0; published < EVENTS; published += CHUNK) {
                events.publishAll(IntStream.range(0, CHUNK)
                        .mapToObj(i -> Events.message(Events.newUser(), "x".repeat(100)))
                        .toList());
            }
            Awaitility.await("the live path has read them")
                    .atMost(Duration.ofMinutes(2))
                    .until(() -> pod.metric("numeneon_events_consumed_total{type=\"message.sent.v1\"}") >= EVENTS);
            medianLatency(events, client);
            Duration before = medianLatency(events, client);

            AtomicBoolean enough = new AtomicBoolean();
            AtomicLong scanned = new AtomicLong();
            AtomicLong nanos = new AtomicLong();
            CompletableFuture<Void> operator = CompletableFuture.runAsync(() -> {
                while (!enough.get()) {
                    long start = System.nanoTime();
                    Replays.Answer answer = new Replays(pod).ask("since=" + begin + "&user=" + user);
                    nanos.addAndGet(System.nanoTime() - start);
                    scanned.addAndGet(answer.about("done").path("scanned").asLong());
                }
            });
            Duration during = medianLatency(events, client);
            enough.set(true);
            operator.join();

            LOG.info(
                    "replay beside live: scanned={} perSecond={} medianBeforeMs={} medianDuringMs={}",
                    scanned,
                    scanned.get() * 1_000_000_000L / nanos.get(),
                    before.toNanos() / 1e6,
                    during.toNanos() / 1e6);
            assertThat(scanned.get()).isGreaterThanOrEqualTo(EVENTS);
            assertThat(during).isLessThan(before.multipliedBy(3).plus(NOISE));
        } finally {
            broker.stop();
        }
    }

    /** From before an event is written to Kafka until its frame is here; each frame is awaited, so the position moves. */
    private Duration medianLatency(Events events, Client client) {
        List<Duration> latencies = IntStream.range(0, SAMPLES)
                .mapToObj(i -> {
                    int frames = client.frames().size();
                    MessageSent message = Events.message(user, "sample " + i);
                    long start = System.nanoTime();
                    events.publish(message);
                    Awaitility.await("a live frame")
                            .pollDelay(Duration.ZERO)
                            .pollInterval(Duration.ofMillis(1))
                            .until(() -> client.frames().size() > frames);
                    return Duration.ofNanos(System.nanoTime() - start);
                })
                .sorted()
                .toList();
        return latencies.get(SAMPLES / 2);
    }
}
