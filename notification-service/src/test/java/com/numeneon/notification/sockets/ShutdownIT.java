package com.numeneon.notification.sockets;

import static org.assertj.core.api.Assertions.assertThat;

import com.numeneon.infra.testing.TestKafka;
import com.numeneon.notification.testing.Client;
import com.numeneon.notification.testing.Events;
import com.numeneon.notification.testing.Pod;
import com.numeneon.notification.testing.RawSocket;
import com.numeneon.notification.testing.Tokens;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class ShutdownIT {

    private final long user = Events.newUser();
    private final long stuckUser = Events.newUser();
    private final String token = Tokens.of(user, "alice");

    @Test
    void a_stopping_pod_says_goodbye_to_all_refuses_new_ones_and_waits_a_bounded_time() throws Exception {
        Pod pod = Pod.ready("SOCKET_QUEUE_BYTES=67108864");
        try (Events events = new Events(TestKafka.bootstrapServers());
                Client polite = pod.open(token);
                RawSocket stuck = RawSocket.open(pod, Tokens.of(stuckUser, "stuck"), 4 * 1024)) {
            events.publishAll(Collections.nCopies(1_500, Events.message(stuckUser, "x".repeat(9_900))));
            events.publish(Events.message(user, "last"));
            polite.awaitFrames(1);
            Instant begin = Instant.now();
            CompletableFuture<Void> stopped = CompletableFuture.runAsync(pod::close);

            assertThat(polite.awaitClose()).isEqualTo(1012);
            // The goodbye to the stuck one waits behind what it does not read, so the pod is still there.
            assertThat(pod.management("/readyz").statusCode()).isEqualTo(503);
            assertThat(pod.metric("numeneon_sockets_open")).isEqualTo(1);
            try (RawSocket raw = RawSocket.connect(pod)) {
                RawSocket.Answer answer = raw.handshake("/ws/notifications/?token=" + token);
                assertThat(answer.status()).isEqualTo(503);
                assertThat(answer.headers()).containsKey("retry-after");
            }

            stopped.get(20, TimeUnit.SECONDS);
            assertThat(Duration.between(begin, Instant.now())).isBetween(Duration.ofSeconds(4), Duration.ofSeconds(12));
            assertThat(stuck.isGoneWithin(5_000)).isPresent();
        }
    }

    @Test
    void a_pod_whose_clients_answer_stops_at_once_and_sends_nothing_after_its_goodbye() throws Exception {
        Pod pod = Pod.ready();
        try (Events events = new Events(TestKafka.bootstrapServers());
                Client client = pod.open(token)) {
            events.publish(Events.message(user, "before"));
            client.awaitFrames(1);
            Instant begin = Instant.now();

            pod.close();

            assertThat(Duration.between(begin, Instant.now())).isLessThan(Duration.ofSeconds(4));
            assertThat(client.awaitClose()).isEqualTo(1012);
            assertThat(client.frames()).hasSize(1);
            Awaitility.await("the threads of the pod to end")
                    .until(() -> Thread.getAllStackTraces().keySet().stream()
                            .noneMatch(thread -> thread.getName().equals("event-consumer")));
        }
    }

    @Test
    void a_pod_that_waits_for_kafka_stops_at_once() {
        Pod pod = Pod.start("KAFKA_BOOTSTRAP_SERVERS=127.0.0.1:1");
        Instant begin = Instant.now();

        pod.close();

        assertThat(Duration.between(begin, Instant.now())).isLessThan(Duration.ofSeconds(4));
    }
}
