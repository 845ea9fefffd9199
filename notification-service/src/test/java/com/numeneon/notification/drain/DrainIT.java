package com.numeneon.notification.drain;

import static org.assertj.core.api.Assertions.assertThat;

import com.numeneon.contracts.json.ContractJson;
import com.numeneon.infra.testing.TestKafka;
import com.numeneon.notification.testing.Client;
import com.numeneon.notification.testing.Crowd;
import com.numeneon.notification.testing.Events;
import com.numeneon.notification.testing.Pod;
import com.numeneon.notification.testing.RawSocket;
import com.numeneon.notification.testing.Tokens;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class DrainIT {

    /** Client and server share this process's 20,000 open files: {@code -Ddrain.sockets=9000} is the most. */
    private static final int MANY = Integer.getInteger("drain.sockets", 2_000);

    private static final int OF_EACH_USER = 20;

    @Test
    void a_drained_pod_takes_sockets_while_balancers_notice_then_sends_all_away_and_ends() throws Exception {
        long user = Events.newUser();
        String token = Tokens.of(user, "alice");
        try (Pod pod = Pod.ready("DRAIN_DELAY=3s");
                Events events = new Events(TestKafka.bootstrapServers());
                Client early = pod.open(token)) {

            JsonNode first = drain(pod);

            assertThat(first.get("state").asString()).isEqualTo("leaving");
            assertThat(first.get("sockets").asInt()).isEqualTo(1);
            assertThat(first.get("delay_ms").asInt()).isEqualTo(3_000);
            assertThat(first.get("spread_ms").asInt()).isEqualTo(5_000);
            assertThat(first.get("drained_within_ms").asInt()).isEqualTo(14_000);
            assertThat(first.get("ended_within_ms").asInt()).isEqualTo(32_000);
            HttpResponse<String> readiness = pod.management("/readyz");
            assertThat(readiness.statusCode()).isEqualTo(503);
            assertThat(readiness.body()).contains("leaving");
            assertThat(pod.management("/livez").statusCode()).isEqualTo(200);
            try (Client late = pod.open(token)) {
                assertThat(drain(pod).get("sockets").asInt()).isEqualTo(2);
                events.publish(Events.message(user, "while leaving"));
                early.awaitFrames(1);
                late.awaitFrames(1);

                assertThat(early.awaitClose()).isEqualTo(1012);
                assertThat(late.awaitClose()).isEqualTo(1012);
            }
            Awaitility.await("the pod ends by itself").until(() -> !pod.isRunning());
        }
    }

    @Test
    void thousands_of_sockets_are_sent_away_evenly_and_get_their_events_until_then() throws Exception {
        List<Long> users = new ArrayList<>();
        List<String> tokens = new ArrayList<>();
        for (int i = 0; i < MANY / OF_EACH_USER; i++) {
            users.add(Events.newUser());
            tokens.add(Tokens.of(users.getLast(), "user"));
        }
        try (Pod pod = Pod.ready("SOCKETS_PER_POD=" + MANY, "DRAIN_TIME=5s", "HANDSHAKES_PER_SECOND=100000");
                Events events = new Events(TestKafka.bootstrapServers());
                Crowd crowd = new Crowd(pod.port())) {
            Instant begin = Instant.now();
            crowd.open(MANY, i -> tokens.get(i % tokens.size()));
            System.out.printf("opened %d sockets in %s%n", MANY, Duration.between(begin, Instant.now()));
            publishToAll(events, users, "before");
            crowd.awaitTexts(2);

            begin = Instant.now();
            drain(pod);
            Awaitility.await("a fifth to be gone").until(() -> crowd.closed() >= MANY / 5);
            int openAtEvent = MANY - crowd.closed();
            publishToAll(events, users, "while draining");
            try (RawSocket refused = RawSocket.connect(pod)) {
                assertThat(refused.handshake("/ws/notifications/?token=" + tokens.getFirst())
                                .status())
                        .isEqualTo(503);
            }
            crowd.awaitAllGone(Duration.ofSeconds(15));
            Duration drained = Duration.between(begin, Instant.now());

            assertThat(crowd.closeCodes()).containsOnly(1012).hasSize(MANY);
            // The event took its way through Kafka meanwhile, and more left.
            assertThat(crowd.withTexts(3)).isBetween(openAtEvent / 4, openAtEvent);
            Duration spread = crowd.betweenFirstAndLastClose();
            System.out.printf(
                    "drained %d sockets in %s, close frames over %s, %d of %d got an event meanwhile%n",
                    MANY, drained, spread, crowd.withTexts(3), openAtEvent);
            assertThat(spread).isBetween(Duration.ofSeconds(4), Duration.ofSeconds(10));
            Awaitility.await("the pod ends by itself")
                    .atMost(20, TimeUnit.SECONDS)
                    .until(() -> !pod.isRunning());
        }
    }

    private static void publishToAll(Events events, List<Long> users, String text) {
        events.publishAll(users.stream().map(user -> Events.message(user, text)).toList());
    }

    private static JsonNode drain(Pod pod) {
        HttpResponse<String> answer = pod.postToManagement("/drain");
        assertThat(answer.statusCode()).isEqualTo(202);
        return ContractJson.mapper().readTree(answer.body());
    }
}
