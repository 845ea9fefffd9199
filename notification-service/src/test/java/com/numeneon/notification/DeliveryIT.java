package com.numeneon.notification;

import static org.assertj.core.api.Assertions.assertThat;

import com.numeneon.contracts.event.MessageSent;
import com.numeneon.contracts.topic.Topic;
import com.numeneon.infra.testing.TestKafka;
import com.numeneon.notification.testing.Client;
import com.numeneon.notification.testing.Events;
import com.numeneon.notification.testing.Pod;
import com.numeneon.notification.testing.Tokens;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Two pods beside each other, as in production, on one real broker. */
class DeliveryIT {

    @SuppressWarnings("NullAway.Init") // set before each test
    private static Pod one;

    @SuppressWarnings("NullAway.Init") // set before each test
    private static Pod two;

    @SuppressWarnings("NullAway.Init") // set before each test
    private static Events events;

    private final long user = Events.newUser();
    private final String token = Tokens.of(user, "bob");

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
    void every_socket_of_the_recipient_on_whichever_pod_gets_the_frame_and_nobody_else() {
        try (Client first = one.open(token);
                Client second = one.open(Tokens.of(user, "bob"));
                Client third = two.open(token);
                Client stranger = one.open(Tokens.of(Events.newUser(), "eve"))) {
            events.publish(Events.message(user, "hi"));

            for (Client client : List.of(first, second, third)) {
                assertThat(client.awaitFrames(1)).singleElement().asString().contains("\"content\":\"hi\"");
            }
            // Its pod has handled the event by now, so what it would have pushed is before the pong.
            stranger.send("{\"type\":\"ping\"}");
            assertThat(stranger.awaitFrames(1)).containsExactly("{\"type\":\"pong\"}");
        }
    }

    @Test
    void the_frames_of_a_key_arrive_in_their_order() {
        try (Client client = one.open(token)) {
            events.publishAll(IntStream.range(0, 500).mapToObj(this::message).toList());

            assertThat(client.awaitFrames(500))
                    .containsExactlyElementsOf(IntStream.range(0, 500)
                            .mapToObj(i -> frameOf(message(i)))
                            .toList());
        }
    }

    @Test
    void a_repeated_or_overtaken_record_is_dropped_and_counted() {
        double before = one.metric("numeneon_events_skipped_total{cause=\"late\"}");
        try (Client client = one.open(token)) {
            long sequence = System.currentTimeMillis();
            events.publish(message(1), sequence);
            events.publish(message(1), sequence);
            events.publish(message(0), sequence - 1);
            events.publish(message(2), sequence + 1);

            assertThat(client.awaitFrames(2)).containsExactly(frameOf(message(1)), frameOf(message(2)));
            assertThat(one.metric("numeneon_events_skipped_total{cause=\"late\"}"))
                    .isEqualTo(before + 2);
        }
    }

    @Test
    void records_that_cannot_be_read_are_skipped_and_the_next_one_arrives() {
        double undecodable = one.metric("numeneon_events_skipped_total{cause=\"undecodable\"}");
        double unknown = one.metric("numeneon_events_skipped_total{cause=\"unknown_type\"}");
        String key = message(1).key();
        Map<String, String> good = Map.of(
                "ce_type", "message.sent.v1",
                "ce_id", UUID.randomUUID().toString(),
                "ce_time", "2026-11-22T15:04:05Z");
        try (Client client = one.open(token)) {
            publishRaw(key, Map.of(), "{}");
            publishRaw(key, good, "\u0000not json");
            publishRaw(key, good, "{\"message_id\":{}}");
            publishRaw(key, good, "{}");
            publishRaw(key, Map.of("ce_type", "message.sent.v1"), "{}");
            publishRaw(key, Map.of("ce_type", "message.unsent.v9"), "{}");
            events.publish(message(1));

            assertThat(client.awaitFrames(1)).containsExactly(frameOf(message(1)));
            assertThat(one.metric("numeneon_events_skipped_total{cause=\"undecodable\"}"))
                    .isGreaterThanOrEqualTo(undecodable + 4);
            assertThat(one.metric("numeneon_events_skipped_total{cause=\"unknown_type\"}"))
                    .isEqualTo(unknown + 1);
        }
    }

    @Test
    void what_happens_is_measured() {
        try (Client client = one.open(token)) {
            double events = one.metric("numeneon_events_consumed_total{type=\"message.sent.v1\"}");
            double written = one.metric("numeneon_frames_written_total{type=\"new_message\"}");
            double latencies = one.metric("numeneon_delivery_latency_seconds_count");
            DeliveryIT.events.publish(message(1));
            client.awaitFrames(1);

            assertThat(one.metric("numeneon_events_consumed_total{type=\"message.sent.v1\"}"))
                    .isEqualTo(events + 1);
            one.awaitMetric("numeneon_frames_queued_total{type=\"new_message\"}", written + 1);
            one.awaitMetric("numeneon_frames_written_total{type=\"new_message\"}", written + 1);
            one.awaitMetric("numeneon_delivery_latency_seconds_count", latencies + 1);
            assertThat(one.metric("numeneon_delivery_latency_seconds_bucket{le=\"5.0\"}"))
                    .isPositive();
            one.awaitMetric("numeneon_sockets_open", 1);
            assertThat(one.metric("numeneon_consumer_position_age_seconds")).isLessThan(5);
        }
    }

    private MessageSent message(int number) {
        MessageSent any = Events.message(user, "number " + number);
        return new MessageSent(
                number, user, number, any.sender(), user, any.content(), java.time.Instant.EPOCH, List.of(user));
    }

    private static String frameOf(MessageSent message) {
        return "{\"type\":\"new_message\",\"data\":{\"id\":" + message.messageId()
                + ",\"sender\":{\"id\":1,\"username\":\"alice\",\"first_name\":\"Alice\",\"last_name\":\"\","
                + "\"profile_picture\":null},\"content\":\"" + message.content()
                + "\",\"created_at\":\"1970-01-01T00:00:00.000000Z\"}}";
    }

    private static void publishRaw(String key, Map<String, String> headers, String body) {
        events.publishRaw(Topic.MESSAGES.topicName(), key, headers, body.getBytes(StandardCharsets.UTF_8));
    }
}
