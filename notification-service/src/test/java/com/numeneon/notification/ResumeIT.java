package com.numeneon.notification;

import static org.assertj.core.api.Assertions.assertThat;

import com.numeneon.contracts.event.MessageSent;
import com.numeneon.contracts.json.ContractJson;
import com.numeneon.infra.testing.TestKafka;
import com.numeneon.notification.testing.Client;
import com.numeneon.notification.testing.Events;
import com.numeneon.notification.testing.Pod;
import com.numeneon.notification.testing.Tokens;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A client with a cursor that moves between pods on one real broker. */
class ResumeIT {

    @SuppressWarnings("NullAway.Init") // set before each test
    private static Pod one;

    @SuppressWarnings("NullAway.Init") // set before each test
    private static Pod two;

    @SuppressWarnings("NullAway.Init") // set before each test
    private static Events events;

    private static final String CONSUMED = "numeneon_events_consumed_total{type=\"message.sent.v1\"}";

    private final long user = Events.newUser();

    @BeforeAll
    static void start() {
        one = Pod.ready();
        two = Pod.ready("RESUME_WINDOW_BYTES=1048576");
        events = new Events(TestKafka.bootstrapServers());
    }

    @AfterAll
    static void stop() {
        events.close();
        one.close();
        two.close();
    }

    @Test
    void what_was_missed_comes_at_another_pod_then_the_end_of_it_then_what_is_new() {
        String cursor;
        try (Client client = open(one, "new")) {
            publish("seen");
            cursor = cursorOf(json(client.awaitFrames(1)).getLast());
        }
        publish("missed 1");
        publish("missed 2");

        try (Client client = open(two, cursor)) {
            client.awaitFrames(3);
            publish("new");

            List<JsonNode> frames = json(client.awaitFrames(4));
            assertThat(contents(frames)).containsExactly("missed 1", "missed 2", "new");
            JsonNode resume = ofType(frames, "resume").getFirst();
            assertThat(resume.path("data").path("recovered").asBoolean()).isTrue();
            assertThat(frames.indexOf(resume)).as("before what is new").isBetween(0, 2);
            assertThat(frames).allSatisfy(frame -> assertThat(cursorOf(frame)).isNotEmpty());
        }
    }

    @Test
    void a_pod_that_was_started_later_knows_what_came_before_it() {
        String cursor = cursorOfNow(one);
        publish("before the pod");

        try (Pod late = Pod.ready();
                Client client = open(late, cursor)) {
            assertThat(contents(json(client.awaitFrames(2)))).containsExactly("before the pod");
            assertThat(late.metric("numeneon_window_events")).isPositive();
        }
    }

    @Test
    void whoever_hops_between_pods_while_events_come_gets_each_of_them_once_and_in_order() {
        int total = 1_500;
        List<MessageSent> all = IntStream.range(0, total)
                .mapToObj(i -> Events.message(user, "number " + i))
                .toList();
        List<String> got = new ArrayList<>();
        String cursor = cursorOfNow(one);
        CompletableFuture<Void> writer = CompletableFuture.runAsync(() -> all.forEach(events::publish));

        for (int hop = 0; got.size() < total; hop++) {
            assertThat(hop).as("hops, with %s events seen", got.size()).isLessThan(500);
            try (Client client = open(hop % 2 == 0 ? two : one, cursor)) {
                client.awaitFrames(20 + hop % 30 < total - got.size() ? 20 + hop % 30 : total - got.size());
                List<JsonNode> frames = json(client.frames());
                got.addAll(contents(frames));
                cursor = frames.isEmpty() ? cursor : cursorOf(frames.getLast());
            }
        }
        writer.join();

        assertThat(got)
                .containsExactlyElementsOf(
                        IntStream.range(0, total).mapToObj(i -> "number " + i).toList());
    }

    @Test
    void what_the_window_has_forgotten_comes_from_kafka_in_order_and_then_the_rest() {
        String cursor = cursorOfNow(two);
        publishLarge(200);

        try (Client client = open(two, cursor)) {
            List<JsonNode> frames = json(client.awaitFrames(201));

            assertThat(contents(frames).stream().map(content -> content.strip()))
                    .containsExactlyElementsOf(
                            IntStream.range(0, 200).mapToObj(Integer::toString).toList());
            assertThat(ofType(frames, "resume"))
                    .singleElement()
                    .satisfies(resume -> assertThat(
                                    resume.path("data").path("recovered").asBoolean())
                            .isTrue());
            String halfWay = cursorOf(ofType(frames, "new_message").get(99));
            try (Client again = open(one, halfWay)) {
                assertThat(contents(json(again.awaitFrames(101)))).hasSize(100);
            }
        }
    }

    @Test
    void more_than_can_be_read_for_one_client_is_refused_with_the_reason_and_what_is_new_comes() {
        String cursor = cursorOfNow(two);
        publishLarge(600);

        try (Client client = open(two, cursor)) {
            client.awaitFrames(1);
            publish("new");

            List<JsonNode> frames = json(client.awaitFrames(2));
            assertThat(frames.getFirst().path("data").toString())
                    .isEqualTo("{\"recovered\":false,\"reason\":\"too_old\"}");
            assertThat(contents(frames)).containsExactly("new");
        }
        assertThat(two.metric("numeneon_window_bytes")).isLessThanOrEqualTo(1 << 20);
        two.awaitMetric("numeneon_resumes_total{outcome=\"too_old\"}", 1);
    }

    /** Each about 10 KB, with its number: a hundred are more than the window of pod two holds. */
    private void publishLarge(int count) {
        double before = two.metric(CONSUMED);
        events.publishAll(IntStream.range(0, count)
                .mapToObj(i -> Events.message(user, i + " ".repeat(10_000)))
                .toList());
        Awaitility.await("pod two has read them and forgotten the first")
                .until(() -> two.metric(CONSUMED) >= before + count);
    }

    @Test
    void a_text_that_is_no_cursor_is_said_to_be_none() {
        try (Client client = open(one, "nonsense")) {
            assertThat(json(client.awaitFrames(1)).getFirst().path("data").toString())
                    .isEqualTo("{\"recovered\":false,\"reason\":\"not_a_cursor\"}");
        }
    }

    private Client open(Pod pod, String cursor) {
        return Client.open(pod.sockets("?token=" + Tokens.of(user, "bob") + "&cursor=" + cursor));
    }

    private String cursorOfNow(Pod pod) {
        try (Client client = open(pod, "new")) {
            return cursorOf(client.firstFrame());
        }
    }

    private void publish(String content) {
        events.publish(Events.message(user, content));
    }

    private static String cursorOf(JsonNode frame) {
        return frame.path("cursor").asString();
    }

    private static List<JsonNode> json(List<String> frames) {
        return frames.stream().map(ContractJson.mapper()::readTree).toList();
    }

    private static List<String> contents(List<JsonNode> frames) {
        return ofType(frames, "new_message").stream()
                .map(frame -> frame.path("data").path("content").asString())
                .toList();
    }

    private static List<JsonNode> ofType(List<JsonNode> frames, String type) {
        return frames.stream()
                .filter(frame -> frame.path("type").asString().equals(type))
                .toList();
    }
}
