package com.numeneon.notification;

import static org.assertj.core.api.Assertions.assertThat;

import com.numeneon.contracts.event.MessageSent;
import com.numeneon.contracts.json.ContractJson;
import com.numeneon.infra.FreePorts;
import com.numeneon.infra.testing.TestKafka;
import com.numeneon.notification.testing.AsyncApiFile;
import com.numeneon.notification.testing.CapturedLog;
import com.numeneon.notification.testing.Client;
import com.numeneon.notification.testing.Events;
import com.numeneon.notification.testing.Pod;
import com.numeneon.notification.testing.Replays;
import com.numeneon.notification.testing.TestTopics;
import com.numeneon.notification.testing.Tokens;
import com.numeneon.notification.testing.TwoPods;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/** Events that an operator sends again, asked of one of two pods. Each test has a user and an operator of its own. */
class RedeliveryIT {

    @SuppressWarnings("NullAway.Init") // set before each test
    private static TwoPods pods;

    @SuppressWarnings("NullAway.Init") // set before each test
    private static Events events;

    @SuppressWarnings("NullAway.Init") // set before each test
    private static Replays replays;

    @RegisterExtension
    final CapturedLog audit = CapturedLog.named("audit");

    @RegisterExtension
    final CapturedLog log = CapturedLog.named("com.numeneon.notification.replay.Replay");

    /** Of orders that a test leads itself. */
    private final UUID replayId = UUID.randomUUID();

    private final long user = Events.newUser();
    private final String operator = "carol" + user;
    private final Instant begin = Instant.now();

    @BeforeAll
    static void start() {
        pods = new TwoPods("SOCKET_QUEUE_BYTES=65536");
        events = new Events(TestKafka.bootstrapServers());
        replays = new Replays(pods.one);
    }

    @AfterAll
    static void stop() {
        events.close();
        pods.close();
    }

    @Test
    void all_sockets_of_the_user_get_the_events_again_in_their_order_and_can_tell() throws Exception {
        publish(5);
        try (Client plain = pods.one.open(Tokens.of(user, "bob"));
                Client withCursor = Client.open(pods.other.sockets("?cursor=new&token=" + Tokens.of(user, "bob")));
                Client stranger = pods.other.open(Tokens.of(Events.newUser(), "eve"));
                TestTopics topics = new TestTopics()) {
            Map<?, Long> ends = topics.ends();

            Replays.Answer answer = deliver("&pace=100");

            assertThat(answer.status()).isEqualTo(200);
            List<String> frames = plain.awaitFrames(5);
            List<String> theirs = withCursor.awaitFrames(5);
            assertThat(frames).hasSameSizeAs(answer.rows());
            for (int i = 0; i < 5; i++) {
                JsonNode row = answer.rows().get(i);
                JsonNode frame = ContractJson.mapper().readTree(frames.get(i));
                assertThat(frame.propertyNames()).containsExactlyElementsOf(members("type", "data"));
                assertThat(frame.path("replayed").booleanValue()).isTrue();
                assertThat(frame.path("event_id")).isEqualTo(row.path("event_id"));
                assertThat(frame.path("replay_id"))
                        .isEqualTo(answer.about("delivering").path("replay_id"));
                assertThat(frame.path("data").path("content").asString()).isEqualTo("number " + i);
                assertThat(ContractJson.mapper().readTree(theirs.get(i)).propertyNames())
                        .containsExactlyInAnyOrderElementsOf(members("type", "data", "cursor"));
            }
            assertThat(answer.about("done").path("delivered").asInt()).isEqualTo(10);
            assertThat(stranger.frames()).isEmpty();
            assertThat(topics.ends()).as("nothing was written").isEqualTo(ends);
        }
        Awaitility.await("both pods remember it")
                .untilAsserted(() -> assertThat(ask().trail()).containsExactly("replayed", "replayed"));
    }

    @Test
    void only_what_was_chosen_goes_out_and_no_frame_of_somebody_elses() {
        publish(3);
        String chosen = ask().rows().get(1).path("event_id").asString();
        try (Client client = pods.other.open(Tokens.of(user, "bob"))) {
            Replays.Answer answer = deliver("&event=" + chosen);

            assertThat(client.awaitFrames(1).getFirst()).contains("number 1", chosen);
            assertThat(answer.about("done").path("delivered").asInt()).isEqualTo(1);
            // Asked as pods ask each other, for an event that does not concern the user.
            JsonNode row = ask().rows().getFirst();
            long stranger = Events.newUser();
            try (Client strangers = pods.one.open(Tokens.of(stranger, "eve"))) {
                pods.one.postJsonToManagement("/redelivery", order("mallory", stranger, row));
                assertThat(turn(pods.one, 0).body()).contains("\"event_id\":null", "\"sockets\":0");
                assertThat(strangers.frames()).isEmpty();
            }
        }
    }

    @Test
    void without_who_whom_and_why_nothing_is_sent() {
        publish(1);
        try (Client client = pods.one.open(Tokens.of(user, "bob"))) {
            String all = window() + "&reason=because";
            assertThat(replays.deliver(operator, window()).lines().toString()).contains("\"reason\":[\"Say why");
            assertThat(replays.deliver("", all).lines().toString()).contains("X-Operator");
            assertThat(replays.deliver(operator, "since=" + begin + "&reason=x")
                            .lines()
                            .toString())
                    .contains("\"user\":[");
            assertThat(replays.deliver(operator, all + "&follow=true").status()).isEqualTo(400);
            assertThat(replays.deliver(operator, all + "&pace=101").status()).isEqualTo(400);
            assertThat(replays.deliver(operator, all + "&limit=1001").status()).isEqualTo(400);
            assertThat(replays.deliver(operator, all + "&reason=twice").status())
                    .isEqualTo(400);
            assertThat(replays.deliver(operator, all.replace("because", "x".repeat(201)))
                            .status())
                    .isEqualTo(400);
            assertThat(replays.ask(all + "&deliver=true").status()).as("by GET").isEqualTo(400);
            for (String noOrder : List.of("{}", "null", "[]", "")) {
                assertThat(pods.one.postJsonToManagement("/redelivery", noOrder).statusCode())
                        .as(noOrder)
                        .isEqualTo(400);
            }
            assertThat(pods.one.management("/redelivery").statusCode()).isEqualTo(405);
            assertThat(pods.one.management("/redelivery/" + replayId).statusCode())
                    .isEqualTo(405);
            assertThat(pods.one.management("/redelivery/x").statusCode()).isEqualTo(404);
            assertThat(turn(pods.one, 0).statusCode()).as("of no order").isEqualTo(410);

            client.send("{\"type\":\"ping\"}");
            assertThat(client.awaitFrames(1)).containsExactly("{\"type\":\"pong\"}");
        }
    }

    @Test
    void an_operator_has_one_at_a_time_whichever_pod_is_asked() throws Exception {
        publish(20);
        try (BufferedReader first = open("&pace=2")) {
            readUntil(first, "delivering");

            Replays.Answer second = new Replays(pods.other).deliver(operator, window() + "&reason=again");
            assertThat(second.status()).isEqualTo(409);
            assertThat(second.lines().toString()).contains("Another re-delivery of " + operator);
            assertThat(new Replays(pods.other)
                            .deliver("dave", window() + "&limit=1&reason=me+too")
                            .status())
                    .as("of somebody else")
                    .isEqualTo(200);
        }
        Awaitility.await("the place is free again")
                .until(() -> deliver("&limit=1").status() == 200);
    }

    @Test
    void what_one_pod_refuses_goes_out_on_none() {
        publish(3);
        JsonNode row = ask().rows().getFirst();
        try (Client here = pods.one.open(Tokens.of(user, "bob"));
                Client there = pods.other.open(Tokens.of(user, "bob"))) {
            pods.other.postJsonToManagement("/redelivery", order(operator, user, row));

            Replays.Answer answer = deliver("&pace=100");

            assertThat(answer.lines().getLast()).contains("Another re-delivery of " + operator);
            assertThat(answer.all("delivering")).isEmpty();
            assertThat(turn(pods.other, 0).body()).contains("\"sockets\":1");
            assertThat(there.awaitFrames(1)).hasSize(1);
            assertThat(here.frames()).isEmpty();
            assertThat(lines("on this pod ended"))
                    .hasSize(2)
                    .anySatisfy(line -> assertThat(line).endsWith("frames=0 skipped=0 complete=false"));
        }
    }

    @Test
    void between_pods_nothing_goes_out_before_its_turn_is_called_nor_twice() {
        publish(1);
        JsonNode row = ask().rows().getFirst();
        try (Client client = pods.one.open(Tokens.of(user, "bob"))) {
            assertThat(pods.one
                            .postJsonToManagement("/redelivery", order(operator, user, row))
                            .statusCode())
                    .isEqualTo(200);
            assertThat(client.frames()).isEmpty();

            assertThat(turn(pods.one, 0).statusCode()).isEqualTo(200);
            assertThat(turn(pods.one, 0).statusCode()).as("again").isEqualTo(410);
            client.send("{\"type\":\"ping\"}");
            assertThat(client.awaitFrames(2)).last().isEqualTo("{\"type\":\"pong\"}");
        }
    }

    @Test
    void a_frame_for_which_there_is_little_room_is_skipped_and_the_socket_stays() {
        String large = "x".repeat(40_000);
        events.publish(Events.message(user, large));
        Awaitility.await("both pods have read it")
                .until(() -> ask().rows().size() == 1 && !ask().trail().contains("not read yet"));
        // Its queue takes 64 KB, and half of that for what comes again.
        try (Client client = pods.one.open(Tokens.of(user, "bob"))) {
            JsonNode turn = deliver("").all("delivered").stream()
                    .filter(delivered -> delivered.path("skipped").asInt() == 1)
                    .findFirst()
                    .orElseThrow();

            assertThat(turn.path("sockets").asInt()).isZero();
            client.send("{\"type\":\"ping\"}");
            assertThat(client.awaitFrames(1)).containsExactly("{\"type\":\"pong\"}");
        }
    }

    @Test
    void on_each_pod_few_run_at_once() throws Exception {
        publish(20);
        List<BufferedReader> running = new ArrayList<>();
        try {
            for (int i = 0; i < 4; i++) {
                BufferedReader one = open(operator + i, "&pace=1");
                running.add(one);
                readUntil(one, "delivering");
            }

            assertThat(deliver("").status()).isEqualTo(429);
        } finally {
            for (BufferedReader one : running) {
                one.close();
            }
        }
        Awaitility.await("the places are free again")
                .until(() -> deliver("&limit=1").status() == 200);
    }

    @Test
    void an_operator_who_goes_away_before_the_first_gets_nothing_sent() throws Exception {
        publish(3);
        long asked = endedReplays();
        try (Client client = pods.one.open(Tokens.of(user, "bob"))) {
            try (BufferedReader answer = open("&pace=100")) {
                readUntil(answer, "window");
            }

            Awaitility.await("the pod has noticed").until(() -> endedReplays() > asked);
            // It may be noticed before the first line about it.
            assertThat(lines("redelivery ended"))
                    .allSatisfy(line -> assertThat(line).endsWith("frames=0 complete=false"));
            assertThat(lines("on this pod ended"))
                    .allSatisfy(line -> assertThat(line).contains("frames=0"));
            assertThat(client.frames()).isEmpty();
        }
    }

    @Test
    void an_operator_who_goes_away_stops_it_on_every_pod() throws Exception {
        publish(100);
        try (Client here = pods.one.open(Tokens.of(user, "bob"));
                Client there = pods.other.open(Tokens.of(user, "bob"))) {
            try (BufferedReader answer = open("&pace=10")) {
                readUntil(answer, "delivered");
            }

            Awaitility.await("both pods have stopped")
                    .until(() -> lines("on this pod ended").size() == 2);
            assertThat(lines("on this pod ended"))
                    .allSatisfy(line -> assertThat(line).contains("complete=false"));
            assertThat(here.frames()).hasSizeBetween(1, 20);
            assertThat(there.frames()).hasSizeBetween(1, 20);
        }
    }

    @Test
    void the_pace_is_kept() throws Exception {
        publish(30);
        try (Client client = pods.one.open(Tokens.of(user, "bob"))) {
            List<JsonNode> turns = deliver("&pace=20").all("delivered").stream()
                    .filter(turn -> turn.path("sockets").asInt() == 1)
                    .toList();

            assertThat(client.awaitFrames(30)).hasSize(30);
            assertThat(Duration.between(timeOf(turns.getFirst()), timeOf(turns.getLast())))
                    .as("29 pauses of 50 ms; each reading alone took ten times as long once")
                    .isBetween(Duration.ofMillis(1_400), Duration.ofSeconds(7));
        }
    }

    private static Instant timeOf(JsonNode turn) {
        return Instant.parse(turn.path("time").asString());
    }

    @Test
    void it_is_noted_who_sent_what_to_whom_and_why() throws Exception {
        publish(2);
        try (Client client = pods.one.open(Tokens.of(user, "bob"))) {
            deliver("&pace=100");

            assertThat(lines("redelivery begins"))
                    .singleElement()
                    .asString()
                    .contains(
                            "operator=" + operator,
                            "address=127.0.0.1",
                            "userId=" + user,
                            "since=" + begin.truncatedTo(ChronoUnit.MILLIS))
                    .contains("events=2", "reason=\"she asked, twice\"");
            assertThat(lines("redelivery ended")).singleElement().asString().endsWith("frames=2 complete=true");
            assertThat(lines("on this pod begins")).hasSize(2);
            assertThat(client.frames()).hasSize(2);
        }
    }

    @Test
    void nothing_is_sent_while_the_audit_is_switched_off() {
        publish(1);
        var logger = (ch.qos.logback.classic.Logger) LoggerFactory.getLogger("audit");
        try {
            logger.setLevel(ch.qos.logback.classic.Level.OFF);

            assertThat(deliver("").status()).isEqualTo(503);
            assertThat(pods.one.postJsonToManagement("/redelivery", "{}").statusCode())
                    .isEqualTo(503);
        } finally {
            logger.setLevel(ch.qos.logback.classic.Level.INFO);
        }
    }

    @Test
    void a_pod_that_cannot_be_reached_is_named_and_the_others_deliver() {
        publish(1);
        int nobody = new FreePorts(new SecureRandom()).pick();
        try (Pod third = Pod.ready(
                        "NOTIFICATION_PEERS=127.0.0.1:" + pods.one.managementPort() + ",127.0.0.1:" + nobody);
                Client client = pods.one.open(Tokens.of(user, "bob"))) {
            Replays.Answer answer = new Replays(third).deliver(operator, window() + "&reason=x");

            assertThat(client.awaitFrames(1)).hasSize(1);
            assertThat(answer.about("undelivered").path("pod").asString()).isEqualTo("127.0.0.1:" + nobody);
            assertThat(answer.about("done").path("delivered").asInt()).isEqualTo(1);
        }
    }

    /** And those that the description of the socket gives to what is sent again. */
    private static List<String> members(String... ofTheFrame) {
        return Stream.concat(Arrays.stream(ofTheFrame), AsyncApiFile.required("Replayed").stream())
                .toList();
    }

    private void publish(int messages) {
        long conversation = user;
        for (int i = 0; i < messages; i++) {
            MessageSent any = Events.message(user, "number " + i);
            events.publish(new MessageSent(
                    any.messageId(),
                    conversation,
                    i,
                    any.sender(),
                    user,
                    any.content(),
                    any.createdAt(),
                    any.audience()));
        }
        Awaitility.await("both pods have read them")
                .until(() -> ask().rows().size() == messages && !ask().trail().contains("not read yet"));
    }

    private Replays.Answer ask() {
        return replays.ask(window());
    }

    private Replays.Answer deliver(String more) {
        return replays.deliver(operator, window() + reason() + more);
    }

    private BufferedReader open(String more) {
        return open(operator, more);
    }

    private BufferedReader open(String by, String more) {
        return new BufferedReader(
                new InputStreamReader(replays.openDelivery(by, window() + reason() + more), StandardCharsets.UTF_8));
    }

    private static String reason() {
        return "&reason=" + URLEncoder.encode("she asked, twice", StandardCharsets.UTF_8);
    }

    private static void readUntil(BufferedReader lines, String kind) throws IOException {
        String line = lines.readLine();
        while (line != null && !line.startsWith("{\"" + kind + "\"")) {
            line = lines.readLine();
        }
        assertThat(line).as("a line about " + kind).isNotNull();
    }

    private long endedReplays() {
        return log.lines().stream()
                .filter(line -> line.getFormattedMessage().startsWith("replay ended userId=" + user + " "))
                .count();
    }

    private List<String> lines(String beginning) {
        return audit.lines().stream()
                .map(line -> line.getFormattedMessage())
                .filter(line -> line.contains(beginning) && line.contains(operator))
                .toList();
    }

    private String window() {
        return "since=" + begin + "&type=message.sent&user=" + user;
    }

    private HttpResponse<String> turn(Pod pod, int turn) {
        return pod.postJsonToManagement("/redelivery/" + replayId + "/" + turn, "");
    }

    private String order(String operator, long user, JsonNode row) {
        return """
                {"replay_id":"%s","operator":"%s","address":"127.0.0.1",
                "user_id":%d,"reason":"x","pace":10,"events":[{"topic":"%s","partition":%d,"offset":%d}]}
                """.formatted(
                        replayId,
                        operator,
                        user,
                        row.path("topic").asString(),
                        row.path("partition").asInt(),
                        row.path("offset").asLong());
    }
}
