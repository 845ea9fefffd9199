package com.numeneon.notification;

import static org.assertj.core.api.Assertions.assertThat;

import com.numeneon.contracts.golden.GoldenEvent;
import com.numeneon.contracts.json.ContractJson;
import com.numeneon.contracts.topic.Topic;
import com.numeneon.infra.FreePorts;
import com.numeneon.infra.KafkaBroker;
import com.numeneon.notification.testing.Client;
import com.numeneon.notification.testing.Events;
import com.numeneon.notification.testing.Pod;
import com.numeneon.notification.testing.ReleasedContract;
import com.numeneon.notification.testing.Tokens;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A roll: what the previous release wrote is still in the topics, and some of its pods go on writing. On a broker of its own, as
 * keys and sequences of the records are those of the files.
 */
class ReleasedEventsIT {

    private static final List<GoldenEvent> EVENTS = ReleasedContract.PREVIOUS.events();

    @TempDir
    @SuppressWarnings("NullAway.Init") // set before each test
    private Path home;

    @SuppressWarnings("NullAway.Init") // set before each test
    private KafkaBroker broker;

    @SuppressWarnings("NullAway.Init") // set before each test
    private Pod pod;

    @SuppressWarnings("NullAway.Init") // set before each test
    private Events events;

    @BeforeEach
    void start() throws IOException, InterruptedException {
        int port = new FreePorts(new SecureRandom()).pick();
        broker = KafkaBroker.start(home, port);
        pod = Pod.ready("KAFKA_BOOTSTRAP_SERVERS=127.0.0.1:" + port);
        events = new Events("127.0.0.1:" + port);
    }

    @AfterEach
    void stop() throws InterruptedException {
        events.close();
        pod.close();
        broker.stop();
    }

    @Test
    void each_event_of_the_previous_release_becomes_the_frame_that_it_became_there() {
        Map<Long, Client> clients = openRecipients();
        Client loggedOut = pod.open(Tokens.of(3, "alice", revokedSession()));

        EVENTS.forEach(event -> publish(event, event.headers(), event.body()));

        clients.forEach((user, client) -> assertFrames(client, framesOf(user)));
        assertThat(loggedOut.awaitClose()).isEqualTo(4003);
        for (GoldenEvent event : EVENTS) {
            String type = event.headers().get("ce_type");
            pod.awaitMetric("numeneon_events_consumed_total{type=\"" + type + "\"}", 1);
        }
        assertThat(pod.metric("numeneon_events_skipped_total")).isZero();
    }

    /** This build stands for the previous one, whose codec is the same. */
    @Test
    void what_a_newer_release_adds_is_skipped_and_counted_and_takes_nothing_away() {
        Map<Long, Client> clients = openRecipients();

        for (GoldenEvent event : EVENTS) {
            Map<String, String> newType = new HashMap<>(event.headers());
            newType.merge("ce_type", "2", (name, version) -> name.replaceFirst("v1$", "v" + version));
            newType.put("ce_sequence", "1");
            publish(event, newType, event.body());
            Map<String, String> moreHeaders = new HashMap<>(event.headers());
            moreHeaders.put("ce_region", "eu");
            publish(event, moreHeaders, withMore(event.body()));
        }

        clients.forEach((user, client) -> assertFrames(client, framesOf(user)));
        pod.awaitMetric("numeneon_events_skipped_total{cause=\"unknown_type\"}", EVENTS.size());
        assertThat(pod.metric("numeneon_events_skipped_total")).isEqualTo(EVENTS.size());
    }

    /** Who is waited for in the journal of sockets must not be forgotten for a record that this build does not know. */
    @Test
    void what_a_newer_release_adds_to_the_journal_of_sockets_is_skipped_and_counted() {
        publish(Topic.SESSIONS.topicName(), "socket-group:1", "{\"type\": \"moved\"}");
        publish(Topic.SESSIONS.topicName(), "pod:p", "{\"type\": \"resting\"}");

        pod.awaitMetric("numeneon_events_skipped_total{cause=\"unknown_type\"}", 2);
        try (Client client = pod.open(Tokens.of(9, "bob"))) {
            events.publish(Events.message(9, "still here"));
            assertThat(client.awaitFrames(1)).singleElement().asString().contains("still here");
        }
    }

    private Map<Long, Client> openRecipients() {
        Map<Long, Client> clients = new HashMap<>();
        EVENTS.stream()
                .flatMap(event -> event.recipients().stream())
                .distinct()
                .forEach(user -> clients.put(user, pod.open(Tokens.of(user, "user" + user))));
        assertThat(clients).hasSizeGreaterThan(1);
        return clients;
    }

    private static String revokedSession() {
        return EVENTS.stream()
                .filter(event -> event.topic().equals(Topic.REVOCATIONS.topicName()))
                .map(GoldenEvent::key)
                .findAny()
                .orElseThrow();
    }

    private static List<JsonNode> framesOf(long user) {
        return EVENTS.stream()
                .filter(event -> event.recipients().contains(user))
                .map(GoldenEvent::frame)
                .filter(Objects::nonNull)
                .toList();
    }

    /** Each of them, in any order, as events of several keys are; a member that was added since does not matter. */
    private static void assertFrames(Client client, List<JsonNode> expected) {
        List<JsonNode> left = new ArrayList<>(client.awaitFrames(expected.size()).stream()
                .map(frame -> ContractJson.mapper().readTree(frame))
                .toList());
        assertThat(left).hasSameSizeAs(expected);
        for (JsonNode frame : expected) {
            JsonNode same = left.stream()
                    .filter(sent -> contains(sent, frame))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("no " + frame + " among " + left));
            left.remove(same);
        }
    }

    private static boolean contains(JsonNode sent, JsonNode frame) {
        return frame.isObject()
                ? sent.isObject()
                        && frame.propertyNames().stream()
                                .allMatch(name -> sent.has(name) && contains(sent.path(name), frame.path(name)))
                : sent.equals(frame);
    }

    /** With a member more in each object. */
    private static JsonNode withMore(JsonNode body) {
        JsonNode more = body.deepCopy();
        addTo(more);
        return more;
    }

    private static void addTo(JsonNode node) {
        if (node instanceof ObjectNode object) {
            new TreeSet<>(object.propertyNames()).forEach(name -> addTo(object.path(name)));
            object.putObject("added_later").put("why", "of a newer release");
        }
    }

    private void publish(GoldenEvent event, Map<String, String> headers, JsonNode body) {
        events.publishRaw(event.topic(), event.key(), headers, body.toString().getBytes(StandardCharsets.UTF_8));
    }

    private void publish(String topic, String key, String body) {
        events.publishRaw(topic, key, Map.of(), body.getBytes(StandardCharsets.UTF_8));
    }
}
