package com.numeneon.notification;

import static org.assertj.core.api.Assertions.assertThat;

import com.numeneon.contracts.event.CommentReplied;
import com.numeneon.contracts.event.DomainEvent;
import com.numeneon.contracts.event.FriendRequested;
import com.numeneon.contracts.event.FriendshipAccepted;
import com.numeneon.contracts.event.FriendshipEnded;
import com.numeneon.contracts.event.MessageSent;
import com.numeneon.contracts.event.PostCommented;
import com.numeneon.contracts.event.PostPublished;
import com.numeneon.contracts.event.WallPostPublished;
import com.numeneon.contracts.topic.Topic;
import com.numeneon.contracts.user.UserRef;
import com.numeneon.infra.testing.TestKafka;
import com.numeneon.notification.testing.CapturedLog;
import com.numeneon.notification.testing.Client;
import com.numeneon.notification.testing.Events;
import com.numeneon.notification.testing.Pod;
import com.numeneon.notification.testing.Replays;
import com.numeneon.notification.testing.TestTopics;
import com.numeneon.notification.testing.Tokens;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/** Replays from a real broker that many tests have written to; each asks for a window and a user of its own. */
class ReplayIT {

    private static final AtomicLong SEQUENCE = new AtomicLong(System.currentTimeMillis() * 1000);
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

    @SuppressWarnings("NullAway.Init") // set before each test
    private static Pod pod;

    @SuppressWarnings("NullAway.Init") // set before each test
    private static Replays replays;

    @SuppressWarnings("NullAway.Init") // set before each test
    private static Events events;

    @RegisterExtension
    final CapturedLog audit = CapturedLog.named("audit");

    private final long user = Events.newUser();
    private final long stranger = Events.newUser();
    private final Instant begin = Instant.now();

    @BeforeAll
    static void start() {
        pod = Pod.ready();
        replays = new Replays(pod);
        events = new Events(TestKafka.bootstrapServers());
    }

    @AfterAll
    static void stop() {
        events.close();
        pod.close();
    }

    @Test
    void the_preview_of_a_window_is_to_the_letter_what_a_live_client_got_in_it() {
        List<String> live;
        try (Client client = pod.open(Tokens.of(user, "bob"))) {
            oneOfEach().forEach(event -> events.publish(event));
            MessageSent twice = message("\"quoted\" \u00e4 \ud83d\ude00");
            long sequence = SEQUENCE.addAndGet(1_000_000_000_000L);
            events.publish(twice, sequence);
            events.publish(twice, sequence);
            events.publish(message("overtaken"), sequence - 1);
            events.publishRaw(
                    Topic.MESSAGES.topicName(), twice.key(), Map.of(), "no event".getBytes(StandardCharsets.UTF_8));
            events.publish(new FriendshipEnded(stranger, user, List.of(user)));
            live = client.awaitFrames(8);
        }

        Replays.Answer preview = replays.ask(window("&reveal=true&user=" + user));

        assertThat(preview.frames()).containsExactlyInAnyOrderElementsOf(live);
        assertThat(ofType(preview.frames(), "new_message")).containsExactlyElementsOf(ofType(live, "new_message"));
        assertThat(preview.outcomes())
                .containsOnlyOnce("brings no frame", "cannot be decoded")
                .filteredOn("late"::equals)
                .hasSize(2);
    }

    @Test
    void a_row_says_where_the_event_lies_and_whom_it_concerns() {
        UUID id = uuid7();
        MessageSent message = message("hello");
        events.publish(id, message, "00-" + TRACE + "-00f067aa0ba902b7-01");

        JsonNode row = replays.ask(window("&user=" + user)).rows().getFirst();

        assertThat(row.propertyNames())
                .containsExactly(
                        "time",
                        "topic",
                        "partition",
                        "offset",
                        "event_id",
                        "type",
                        "key",
                        "trace_id",
                        "recipients",
                        "frame",
                        "reason",
                        "trail");
        assertThat(Instant.parse(row.path("time").asString())).isBetween(begin, Instant.now());
        assertThat(row.path("topic").asString()).isEqualTo("numeneon.messages");
        assertThat(row.path("offset").isIntegralNumber()).isTrue();
        assertThat(row.path("event_id").asString()).isEqualTo(id.toString());
        assertThat(row.path("type").asString()).isEqualTo("message.sent.v1");
        assertThat(row.path("key").asString()).isEqualTo(message.key());
        assertThat(row.path("trace_id").asString()).isEqualTo(TRACE);
        assertThat(row.path("recipients").toString()).isEqualTo("[" + user + "]");
        assertThat(row.path("reason").isNull()).isTrue();
    }

    @Test
    void who_is_not_in_the_audience_is_told_so() {
        MessageSent message = message("not for her");
        events.publish(message);

        assertThat(replays.ask(window("&user=" + stranger + "&conversation=" + message.conversationId()))
                        .rows())
                .isEmpty();
        assertThat(replays.ask(window("&all=true&user=" + stranger + "&conversation=" + message.conversationId()))
                        .outcomes())
                .containsExactly("not in the audience");
        Replays.Answer one = replays.ask("user=" + stranger + "&message=" + message.messageId());
        assertThat(one.outcomes()).containsExactly("not in the audience");
        assertThat(one.about("done").path("found").asBoolean()).isTrue();
    }

    @Test
    void records_that_cannot_be_read_are_shown_and_the_next_one_as_well() {
        MessageSent message = message("after them");
        publishRaw(message, Map.of("ce_type", "message.sent.v1"), "\u0000broken");
        publishRaw(message, Map.of("ce_type", "message.unsent.v9", "ce_id", "17"), "{}");
        events.publish(message);

        Replays.Answer answer = replays.ask(window("&user=" + user + "&conversation=" + message.conversationId()));

        assertThat(answer.outcomes()).containsExactly("cannot be decoded", "unknown type", "new_message");
        assertThat(answer.rows().get(1).path("type").asString()).isEqualTo("message.unsent.v9");
        assertThat(answer.rows().get(1).path("recipients").isNull()).isTrue();
    }

    @Test
    void partitions_are_merged_by_the_time_of_their_records() {
        for (int i = 0; i < 200; i++) {
            events.publish(message("number " + i));
        }

        List<String> times = replays.ask(window("&user=" + user)).rows().stream()
                .map(row -> row.path("time").asString())
                .toList();

        assertThat(times).hasSize(200).isSorted();
    }

    @Test
    void one_event_can_be_asked_for_by_its_id_which_carries_its_time() {
        UUID id = uuid7();
        events.publish(id, message("wanted"), "no trace");

        Replays.Answer answer = replays.ask("around=" + id);

        assertThat(answer.rows().stream().map(row -> row.path("event_id").asString()))
                .contains(id.toString());
        assertThat(answer.about("done").path("found").asBoolean()).isTrue();
        assertThat(replays.ask("around=" + uuid7()).about("done").path("found").asBoolean())
                .isFalse();
    }

    @Test
    void rows_can_be_chosen_by_type_and_number() {
        oneOfEach().forEach(event -> events.publish(event));

        assertThat(replays.ask(window("&user=" + user + "&type=message.sent,post.published.v1"))
                        .outcomes())
                .containsExactlyInAnyOrder("new_message", "new_post");
        Replays.Answer two = replays.ask(window("&limit=2&user=" + user));
        assertThat(two.rows()).hasSize(2);
        assertThat(two.about("done").path("limit_reached").asBoolean()).isTrue();
    }

    @Test
    void a_name_is_what_the_window_knows_under_it() {
        String name = "bob" + user;
        events.publish(message("for bob, before he acts"));
        events.publish(new FriendRequested(1, new UserRef(user, name, "", "", null), stranger, List.of(stranger)));

        Replays.Answer answer = replays.ask(window("&user=" + name));

        assertThat(answer.about("window").path("user_id").asLong()).isEqualTo(user);
        assertThat(answer.outcomes()).containsExactly("new_message");
        Replays.Answer nobody = replays.ask(window("&user=nobody" + user));
        assertThat(nobody.lines().toString()).contains("Nobody of this name");
    }

    @Test
    void texts_are_hidden_unless_they_are_asked_for_and_who_asks_is_noted() {
        events.publish(message("a secret"));

        Replays.Answer hidden = replays.ask(window("&user=" + user));
        assertThat(hidden.lines().toString()).doesNotContain("a secret").contains("[hidden: 8 characters]");
        assertThat(audit.lines()).isEmpty();

        Replays.Answer revealed = replays.ask(window("&reveal=true&user=" + user));
        assertThat(revealed.lines().toString()).contains("a secret");
        assertThat(audit.lines().getFirst().getFormattedMessage())
                .startsWith("replay reveals texts operator=carol address=127.0.0.1 userId=" + user)
                .contains("since=" + begin.truncatedTo(ChronoUnit.MILLIS));
        assertThat(audit.lines().getLast().getFormattedMessage()).endsWith("rows=1");
    }

    @Test
    void nothing_is_revealed_while_the_audit_is_switched_off() {
        var logger = (ch.qos.logback.classic.Logger) org.slf4j.LoggerFactory.getLogger("audit");
        var ours = (ch.qos.logback.classic.Logger) org.slf4j.LoggerFactory.getLogger("com.numeneon");
        try {
            ours.setLevel(ch.qos.logback.classic.Level.OFF);
            replays.ask(window("&reveal=true&user=" + user));
            assertThat(audit.lines()).as("whatever level the packages have").isNotEmpty();

            logger.setLevel(ch.qos.logback.classic.Level.OFF);
            assertThat(replays.ask(window("&reveal=true&user=" + user)).status())
                    .isEqualTo(503);
        } finally {
            logger.setLevel(ch.qos.logback.classic.Level.INFO);
            ours.setLevel(null);
        }
    }

    @Test
    void a_replay_changes_nothing() throws Exception {
        double before = pod.metric("numeneon_events_consumed_total");
        events.publish(message("once"));
        Awaitility.await("the live path has read it, so it comes to no socket that opens later")
                .until(() -> pod.metric("numeneon_events_consumed_total") > before);
        try (Client client = pod.open(Tokens.of(user, "bob"));
                TestTopics topics = new TestTopics()) {
            Map<?, Long> ends = topics.ends();
            double consumed = pod.metric("numeneon_events_consumed_total");

            assertThat(replays.ask(window("&user=" + user)).outcomes()).containsExactly("new_message");

            assertThat(topics.ends()).as("nothing was written").isEqualTo(ends);
            assertThat(topics.groups()).as("nothing was committed").isEmpty();
            assertThat(pod.metric("numeneon_events_consumed_total")).isEqualTo(consumed);
            client.send("{\"type\":\"ping\"}");
            assertThat(client.awaitFrames(1)).as("nothing was sent").containsExactly("{\"type\":\"pong\"}");
        }
    }

    @Test
    void a_window_that_begins_before_what_is_kept_says_so() throws Exception {
        for (int i = 0; i < 20; i++) {
            events.publish(
                    new FriendRequested(i, new UserRef(stranger + i, "alice", "", "", null), user, List.of(user)));
        }
        assertThat(replays.ask(window("&user=" + user))
                        .about("window")
                        .path("kept_since")
                        .isNull())
                .isTrue();
        try (TestTopics topics = new TestTopics()) {
            topics.forgetAllButTheLast(Topic.FRIENDS.topicName());
        }

        Replays.Answer answer = replays.ask(window("&user=" + user));

        Instant keptSince =
                Instant.parse(answer.about("window").path("kept_since").asString());
        assertThat(keptSince).isBetween(begin, Instant.now());
        assertThat(answer.rows()).hasSizeBetween(1, Topic.PARTITIONS);
    }

    @Test
    void what_comes_can_be_followed_until_the_operator_goes_away() throws IOException {
        events.publish(message("before"));
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                replays.open(window("&follow=true&reveal=true&user=" + user)), StandardCharsets.UTF_8))) {
            assertThat(nextRow(lines)).contains("before");
            events.publish(message("after"));
            assertThat(nextRow(lines)).contains("after");
        }

        Awaitility.await("the replay has ended").until(() -> replayThreads() == 0);
    }

    @Test
    void a_question_that_makes_no_sense_is_refused_by_name() {
        for (String wrong : List.of(
                "since=yesterday",
                "user=5&user=6",
                "around=17",
                "message=x",
                "limit=0",
                "type=nonsense",
                "al=true",
                "since=1m&until=2m",
                "follow=true&until=1m",
                "reveal=yes")) {
            Replays.Answer answer = replays.ask(wrong);
            assertThat(answer.status()).as(wrong).isEqualTo(400);
            assertThat(answer.lines().toString()).contains("\"errors\":{");
        }
        assertThat(replays.ask("user=5&since=10m").status()).isEqualTo(200);
    }

    @Test
    void off_the_machine_it_needs_the_operators_token() {
        try (Pod open = Pod.start("MANAGEMENT_ADDRESS=0.0.0.0", "OPERATOR_TOKEN=a-token-of-operators")) {
            assertThat(new Replays(open).ask("user=5").status()).isEqualTo(401);
        }
    }

    private static long replayThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("replay"))
                .count();
    }

    private static String nextRow(BufferedReader lines) throws IOException {
        String line = lines.readLine();
        while (line != null && !line.contains("\"topic\"")) {
            line = lines.readLine();
        }
        return String.valueOf(line);
    }

    /** Since this test began. */
    private String window(String rest) {
        return "since=" + begin + rest;
    }

    private MessageSent message(String content) {
        MessageSent any = Events.message(user, content);
        return new MessageSent(any.messageId(), user, 1, any.sender(), user, content, any.createdAt(), any.audience());
    }

    private List<DomainEvent> oneOfEach() {
        UserRef alice = new UserRef(stranger, "alice", "Alice", "", null);
        Instant now = Instant.now();
        List<Long> audience = List.of(user);
        return new ArrayList<>(List.of(
                message("hello"),
                new FriendRequested(1, alice, user, audience),
                new FriendshipAccepted(1, user, alice, audience),
                new PostPublished(user, alice, "post", "text", null, now, List.of(stranger, user)),
                new WallPostPublished(user + 1, alice, user, "wall", "http://x/y.png", now, audience),
                new PostCommented(user + 2, user, user, alice, "comment", now, audience),
                new CommentReplied(user + 3, user, user + 2, alice, user, "bob", "reply", now, audience)));
    }

    private static void publishRaw(MessageSent message, Map<String, String> headers, String body) {
        events.publishRaw(Topic.MESSAGES.topicName(), message.key(), headers, body.getBytes(StandardCharsets.UTF_8));
    }

    private static List<String> ofType(List<String> frames, String type) {
        return frames.stream()
                .filter(frame -> frame.startsWith("{\"type\":\"" + type + "\""))
                .toList();
    }

    private static UUID uuid7() {
        long random = UUID.randomUUID().getLeastSignificantBits();
        return new UUID(System.currentTimeMillis() << 16 | 0x7000 | (random & 0xfff), random);
    }
}
