package com.numeneon.notification.sockets;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.numeneon.contracts.event.MessageSent;
import com.numeneon.contracts.json.ContractJson;
import com.numeneon.infra.testing.TestKafka;
import com.numeneon.notification.testing.Client;
import com.numeneon.notification.testing.Events;
import com.numeneon.notification.testing.Pod;
import com.numeneon.notification.testing.Tokens;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Whether a user got an event can be told afterwards, from the metrics roughly and from the log exactly. */
class FrameTrailIT {

    @SuppressWarnings("NullAway.Init") // set before each test
    private static Pod pod;

    @SuppressWarnings("NullAway.Init") // set before each test
    private static Events events;

    private final long user = Events.newUser();
    private final String token = Tokens.of(user, "bob");

    @BeforeAll
    static void start() {
        pod = Pod.ready();
        events = new Events(TestKafka.bootstrapServers());
    }

    @AfterAll
    static void stop() {
        events.close();
        pod.close();
    }

    @Test
    void at_debug_the_log_has_each_step_of_an_event_to_each_socket_and_neither_text_nor_token() {
        Logger ours = ((LoggerContext) LoggerFactory.getILoggerFactory()).getLogger("com.numeneon.notification");
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        ours.addAppender(log);
        ours.setLevel(Level.DEBUG);
        MessageSent message = Events.message(user, "a secret between two");
        try (Client plain = pod.open(token);
                Client withCursor = Client.open(pod.sockets("?cursor=new&token=" + token))) {
            // Of one with a cursor it is known that it is live once it got a frame; this one is not the one asked for.
            events.publish(Events.message(user, "first"));
            plain.awaitFrames(1);
            withCursor.awaitFrames(1);

            events.publish(message);

            plain.awaitFrames(2);
            String eventId = ContractJson.mapper()
                    .readTree(withCursor.awaitFrames(2).getLast())
                    .path("event_id")
                    .asString();
            Awaitility.await("both lines about what was written")
                    .until(() -> count(log, "frame written eventId=" + eventId) == 2);
            assertThat(lines(log))
                    .anySatisfy(line -> assertThat(line)
                            .startsWith("event read eventId=" + eventId + " type=message.sent.v1 subject=message:"
                                    + message.messageId() + " recipients=[" + user + "] topic=numeneon.messages"))
                    .contains("event routed eventId=" + eventId + " recipients=1 socketsHere=2");
            for (Client client : List.of(plain, withCursor)) {
                String session =
                        client.firstFrame().path("data").path("session_id").asString();
                for (String step : List.of("queued", "written")) {
                    assertThat(lines(log))
                            .contains("frame " + step + " eventId=" + eventId + " type=new_message userId=" + user
                                    + " sessionId=" + session + " origin=LIVE outcome=ACCEPTED");
                }
            }
            assertThat(lines(log)).noneMatch(line -> line.contains("a secret") || line.contains(token));
        } finally {
            ours.setLevel(null);
            ours.detachAppender(log);
        }
    }

    @Test
    void the_metrics_have_each_step_and_each_limit_beside_its_figure() {
        double routed = pod.metric("numeneon_frames_routed_total{type=\"new_message\"}");
        double inTime = pod.metric("numeneon_delivery_latency_seconds_bucket{le=\"5.0\"}");
        try (Client one = pod.open(token);
                Client two = pod.open(token)) {
            pod.awaitMetric("numeneon_sessions{state=\"live\"}", 2);
            events.publish(Events.message(user, "for two sockets"));
            events.publish(Events.message(Events.newUser(), "for nobody here"));
            one.awaitFrames(1);
            two.awaitFrames(1);

            pod.awaitMetric("numeneon_frames_routed_total{type=\"new_message\"}", routed + 2);
            pod.awaitMetric("numeneon_delivery_latency_seconds_bucket{le=\"5.0\"}", inTime + 2);
            pod.awaitMetric("numeneon_queue_bytes", 0);
            assertThat(pod.metric("numeneon_sockets_limit")).isEqualTo(10_000);
            assertThat(pod.metric("numeneon_sockets_user_largest")).isEqualTo(2);
            assertThat(pod.metric("numeneon_sockets_user_limit")).isEqualTo(20);
            assertThat(pod.metric("numeneon_queue_limit_bytes")).isEqualTo(1 << 20);
            assertThat(pod.metric("numeneon_handshakes_limit")).isEqualTo(2_000);
            assertThat(pod.metric("numeneon_window_limit_bytes")).isEqualTo(64 << 20);
            assertThat(pod.metric("numeneon_window_limit_age_seconds")).isEqualTo(600);
        }
        pod.awaitMetric("numeneon_sessions{", 0);
    }

    private static long count(ListAppender<ILoggingEvent> log, String beginning) {
        return lines(log).stream().filter(line -> line.startsWith(beginning)).count();
    }

    private static List<String> lines(ListAppender<ILoggingEvent> log) {
        return List.copyOf(log.list).stream()
                .map(ILoggingEvent::getFormattedMessage)
                .toList();
    }
}
