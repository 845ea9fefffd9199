package com.numeneon.notification;

import static org.assertj.core.api.Assertions.assertThat;

import com.numeneon.contracts.event.MessageSent;
import com.numeneon.infra.FreePorts;
import com.numeneon.infra.testing.TestKafka;
import com.numeneon.notification.testing.Client;
import com.numeneon.notification.testing.Events;
import com.numeneon.notification.testing.Pod;
import com.numeneon.notification.testing.RawSocket;
import com.numeneon.notification.testing.Replays;
import com.numeneon.notification.testing.Tokens;
import com.numeneon.notification.testing.TwoPods;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** "She never got it": what two pods did with events, asked of one of them, which knows where the other one is. */
class TrailIT {

    private static final int SMALL_BUFFER = 4 * 1024;
    private static final String BIG = "x".repeat(9_900);

    @SuppressWarnings("NullAway.Init") // set before each test
    private static TwoPods pods;

    @SuppressWarnings("NullAway.Init") // set before each test
    private static Pod one;

    @SuppressWarnings("NullAway.Init") // set before each test
    private static Pod other;

    @SuppressWarnings("NullAway.Init") // set before each test
    private static Events events;

    @SuppressWarnings("NullAway.Init") // set before each test
    private static Replays replays;

    private final long user = Events.newUser();
    private final Instant begin = Instant.now();

    @BeforeAll
    static void start() {
        pods = new TwoPods("SOCKET_QUEUE_BYTES=65536");
        one = pods.one;
        other = pods.other;
        events = new Events(TestKafka.bootstrapServers());
        replays = new Replays(one);
    }

    @AfterAll
    static void stop() {
        events.close();
        pods.close();
    }

    @Test
    void a_frame_is_written_where_her_socket_is_and_the_other_pod_says_that_none_was_there() {
        try (Client client = other.open(Tokens.of(user, "bob"))) {
            events.publish(Events.message(user, "hello"));
            client.awaitFrames(1);

            Replays.Answer answer = askUntil("written");

            assertThat(answer.trail()).containsExactly("no session here", "written");
            var written = answer.rows().getFirst().path("trail").path(1);
            assertThat(written.path("pod").asString()).isEqualTo("127.0.0.1:" + other.managementPort());
            assertThat(written.path("session").asString())
                    .isEqualTo(
                            client.firstFrame().path("data").path("session_id").asString());
            assertThat(written.path("steps")
                            .valueStream()
                            .map(step -> step.path("step").asString()))
                    .containsExactly("opened", "queued", "written");
            assertThat(answer.about("window").path("pods").size())
                    .as("a pod that is known under two names is one")
                    .isEqualTo(2);
        }
    }

    @Test
    void a_reader_that_stopped_was_closed_before_and_gets_it_later() {
        String token = Tokens.of(user, "bob");
        MessageSent missed = Events.message(user, "missed");
        try (RawSocket stopped = RawSocket.open(one, token, SMALL_BUFFER)) {
            double tooSlow = one.metric("numeneon_sockets_closed_total{code=\"4008\"}");
            Awaitility.await("her socket is closed for being too slow").until(() -> {
                events.publishAll(Collections.nCopies(20, Events.message(user, BIG)));
                return one.metric("numeneon_sockets_closed_total{code=\"4008\"}") > tooSlow;
            });
            events.publish(missed);
            assertThat(stopped.isGoneWithin(10_000)).isPresent();

            assertThat(replays.ask("user=" + user + "&message=" + missed.messageId())
                            .trail())
                    .containsExactly("closed 4008 before", "no session here");
        }
        try (Client again = other.open(token)) {
            Awaitility.await("she gets what she missed")
                    .until(() -> again.frames().stream().anyMatch(frame -> frame.contains("missed")));

            Awaitility.await("the trail says so")
                    .untilAsserted(() -> assertThat(replays.ask("user=" + user + "&message=" + missed.messageId())
                                    .trail())
                            .containsExactly("closed 4008 before", "resumed later"));
        }
    }

    @Test
    void a_pod_that_was_not_there_proves_nothing_and_one_that_cannot_be_reached_is_named() {
        try (Client client = one.open(Tokens.of(user, "bob"))) {
            events.publish(Events.message(user, "before the third"));
            client.awaitFrames(1);
            int nobody = new FreePorts(new SecureRandom()).pick();
            try (Pod third = Pod.ready("NOTIFICATION_PEERS=127.0.0.1:" + one.managementPort() + ",127.0.0.1:" + nobody
                    + ",no-such-name.invalid:9081")) {
                Replays.Answer answer = new Replays(third).ask("since=" + begin + "&user=" + user);

                assertThat(answer.trail()).containsExactly("not remembered", "written", "unreachable", "unreachable");
                List<String> errors = answer.about("window")
                        .path("pods")
                        .valueStream()
                        .map(pod -> pod.path("pod").asString() + " "
                                + pod.path("error").asString(""))
                        .toList();
                assertThat(errors.get(2)).startsWith("127.0.0.1:" + nobody + " Does not answer");
                assertThat(errors.get(3)).isEqualTo("no-such-name.invalid:9081 The name has no address.");
            }
        }
    }

    @Test
    void what_is_followed_comes_with_what_the_pods_made_of_it() throws Exception {
        try (Client client = other.open(Tokens.of(user, "bob"));
                var lines = new java.io.BufferedReader(new java.io.InputStreamReader(
                        replays.open("since=" + begin + "&follow=true&user=" + user),
                        java.nio.charset.StandardCharsets.UTF_8))) {
            events.publish(Events.message(user, "live"));
            client.awaitFrames(1);

            String line = lines.readLine();
            while (!line.contains("\"topic\"")) {
                line = lines.readLine();
            }

            assertThat(line).contains("\"outcome\":\"written\"");
        }
    }

    @Test
    void without_a_user_there_is_no_trail() {
        MessageSent message = Events.message(user, "hello");
        events.publish(message);

        Replays.Answer answer = replays.ask("message=" + message.messageId());

        assertThat(answer.rows().getFirst().path("trail").isNull()).isTrue();
        assertThat(answer.about("window").path("pods").isEmpty()).isTrue();
    }

    @Test
    void a_trail_is_asked_for_by_the_id_of_a_user() {
        assertThat(one.management("/trail").statusCode()).isEqualTo(400);
        assertThat(one.management("/trail?user=bob").body()).contains("\"errors\":{\"user\":");
        assertThat(one.management("/trail?user=" + user).body()).contains("\"steps\":[]");
        assertThat(one.postToManagement("/trail?user=5").statusCode()).isEqualTo(405);
    }

    /** The frame is here before the pod has noted that it was written. */
    private Replays.Answer askUntil(String outcome) {
        return Awaitility.await("a trail with " + outcome)
                .atMost(Duration.ofSeconds(10))
                .until(
                        () -> replays.ask("since=" + begin + "&user=" + user),
                        answer -> answer.trail().contains(outcome));
    }
}
