package com.numeneon.notification;

import static org.assertj.core.api.Assertions.assertThat;

import com.numeneon.contracts.json.ContractJson;
import com.numeneon.infra.testing.TestKafka;
import com.numeneon.notification.testing.Client;
import com.numeneon.notification.testing.Events;
import com.numeneon.notification.testing.Pod;
import com.numeneon.notification.testing.Tokens;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Browsers that send no cursor and come back with the same token, at two pods on one real broker. */
class ClaimsIT {

    @SuppressWarnings("NullAway.Init") // set before each test
    private static Pod one;

    @SuppressWarnings("NullAway.Init") // set before each test
    private static Pod two;

    @SuppressWarnings("NullAway.Init") // set before each test
    private static Events events;

    private static final String CONSUMED = "numeneon_events_consumed_total{type=\"message.sent.v1\"}";
    private static final String DROPPED = "numeneon_claims_total{outcome=\"left\"}";

    private final long user = Events.newUser();
    private final String token = Tokens.of(user, "bob");
    private final double droppedBefore = one.metric(DROPPED);

    @BeforeAll
    static void start() {
        one = Pod.ready();
        two = Pod.ready();
        events = new Events(TestKafka.bootstrapServers());
    }

    @AfterAll
    static void stop() {
        events.close();
        one.close();
        two.close();
    }

    @Test
    void whoever_was_cut_off_gets_at_another_pod_what_came_meanwhile_then_what_is_new() {
        try (Client client = one.open(token)) {
            publish("seen");
            client.awaitFrames(1);
        }
        awaitDropped(1);
        publish("missed 1");
        publish("missed 2");

        try (Client back = two.open(token)) {
            awaitContent(back, "missed 2");
            publish("new");
            awaitContent(back, "new");

            List<String> contents = contents(back);
            assertThat(contents).containsSubsequence("missed 1", "missed 2", "new");
            assertThat(contents)
                    .as("repeats of what was not acknowledged")
                    .isSubsetOf("seen", "missed 1", "missed 2", "new");
        }
    }

    @Test
    void after_a_drain_each_frame_comes_exactly_once() {
        int total = 300;
        Pod leaving = Pod.ready("DRAIN_DELAY=0");
        List<String> got = new ArrayList<>();
        CompletableFuture<Void> writer;
        try (Client client = leaving.open(token)) {
            writer = CompletableFuture.runAsync(() -> IntStream.range(0, total).forEach(i -> publish("number " + i)));
            client.awaitFrames(50);
            leaving.close();
            assertThat(client.awaitClose()).isEqualTo(1012);
            got.addAll(contents(client));
        }
        writer.join();

        try (Client back = two.open(token)) {
            awaitContent(back, "number " + (total - 1));
            got.addAll(contents(back));
        }

        assertThat(got)
                .containsExactlyElementsOf(
                        IntStream.range(0, total).mapToObj(i -> "number " + i).toList());
    }

    @Test
    void nothing_is_kept_for_whoever_said_goodbye() {
        try (Client client = one.open(token)) {
            client.leave();
            client.awaitClose();
        }
        publishToBoth("meanwhile");

        try (Client back = two.open(token)) {
            publish("new");
            awaitContent(back, "new");
            assertThat(contents(back)).containsExactly("new");
        }
    }

    @Test
    void a_second_tab_gets_nothing_from_before_it_was_opened() {
        try (Client first = one.open(token)) {
            publishToBoth("before");
            awaitContent(first, "before");
            try (Client second = two.open(token)) {
                publish("after");
                awaitContent(first, "after");
                awaitContent(second, "after");
                assertThat(contents(second)).containsExactly("after");
                assertThat(contents(first)).containsExactly("before", "after");
            }
        }
    }

    @Test
    void each_of_two_lost_tabs_is_made_up_for_once() {
        try (Client first = one.open(token);
                Client second = one.open(token)) {
            publish("seen");
            awaitContent(first, "seen");
            awaitContent(second, "seen");
        }
        awaitDropped(2);
        publish("missed");

        try (Client first = two.open(token);
                Client second = one.open(token);
                Client third = two.open(token)) {
            awaitContent(first, "missed");
            awaitContent(second, "missed");
            publish("new");
            awaitContent(third, "new");
            assertThat(contents(third)).containsExactly("new");
        }
    }

    @Test
    void sockets_with_cursors_neither_leave_nor_take_a_claim() {
        try (Client plain = one.open(token)) {
            publish("seen");
            awaitContent(plain, "seen");
        }
        awaitDropped(1);
        publishToBoth("missed");
        try (Client cursors = Client.open(two.sockets("?token=" + token + "&cursor=new"))) {
            publish("new");
            awaitContent(cursors, "new");
            assertThat(contents(cursors)).containsExactly("new");
        }

        try (Client back = two.open(token)) {
            awaitContent(back, "new");
            assertThat(contents(back)).containsSubsequence("missed", "new");
        }
    }

    /** Until pod one has told the others of what ended here; the claims of other tests are of other tokens. */
    private void awaitDropped(int count) {
        one.awaitMetric(DROPPED, droppedBefore + count);
    }

    /** Returns when both pods have read it: whoever opens a socket from now on opens it behind this. */
    private void publishToBoth(String content) {
        List<Double> before = List.of(one.metric(CONSUMED), two.metric(CONSUMED));
        publish(content);
        Awaitility.await("both pods have read it")
                .until(() -> one.metric(CONSUMED) > before.get(0) && two.metric(CONSUMED) > before.get(1));
    }

    private void publish(String content) {
        events.publish(Events.message(user, content));
    }

    private static void awaitContent(Client client, String content) {
        Awaitility.await(content)
                .atMost(Duration.ofSeconds(10))
                .until(() -> contents(client).contains(content));
    }

    private static List<String> contents(Client client) {
        return client.frames().stream()
                .map(ContractJson.mapper()::readTree)
                .filter(frame -> frame.path("type").asString().equals("new_message"))
                .map(frame -> frame.path("data").path("content").asString())
                .toList();
    }
}
