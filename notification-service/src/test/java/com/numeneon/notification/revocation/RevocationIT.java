package com.numeneon.notification.revocation;

import static org.assertj.core.api.Assertions.assertThat;

import com.numeneon.infra.testing.TestKafka;
import com.numeneon.notification.testing.Client;
import com.numeneon.notification.testing.Events;
import com.numeneon.notification.testing.Pod;
import com.numeneon.notification.testing.RawSocket;
import com.numeneon.notification.testing.Tokens;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class RevocationIT {

    private static final Duration PROMISE = Duration.ofSeconds(1);

    private static final String CLOSING = "numeneon_sessions{state=\"closing\"}";
    private static final String BIG = "x".repeat(9_900);
    private static final int SMALL_BUFFER = 4 * 1024;

    /** Ten megabytes. */
    private static final int MORE_THAN_THE_NETWORK_TAKES = 1_000;

    @SuppressWarnings("NullAway.Init") // set before each test
    private static Pod one;

    @SuppressWarnings("NullAway.Init") // set before each test
    private static Events events;

    private final long user = Events.newUser();
    private final String loginSession = Tokens.newSession();
    private final String token = Tokens.of(user, "alice", loginSession);

    @BeforeAll
    static void start() {
        one = Pod.ready();
        events = new Events(TestKafka.bootstrapServers());
    }

    @AfterAll
    static void stop() {
        events.close();
        one.close();
    }

    @Test
    void the_sockets_of_a_revoked_session_close_within_a_second_on_every_pod_and_no_others() {
        try (Pod two = Pod.ready();
                Client first = one.open(token);
                Client second = two.open(token);
                Client otherSession = one.open(Tokens.of(user, "alice"))) {
            events.publish(Events.revocation(user, loginSession));
            Instant published = Instant.now();

            assertThat(first.awaitClose()).isEqualTo(4003);
            assertThat(second.awaitClose()).isEqualTo(4003);
            assertThat(Duration.between(published, Instant.now())).isLessThan(PROMISE);
            assertThat(otherSession.isOpen()).isTrue();
            events.publish(Events.message(user, "still here"));
            assertThat(otherSession.awaitFrames(1)).hasSize(1);
        }
    }

    @Test
    void a_revoked_session_opens_no_socket_any_more_also_not_on_a_pod_that_starts_later() {
        events.publish(Events.revocation(user, loginSession));
        // Of the same topic and read after it, perhaps from another partition: so both are known.
        try (Client client = one.open(Tokens.of(user, "alice", "other-" + loginSession))) {
            events.publish(Events.revocation(user, "other-" + loginSession));
            client.awaitClose();
        }

        Awaitility.await("the revocation on a running pod").atMost(PROMISE).untilAsserted(() -> assertRevoked(one));
        try (Pod later = Pod.ready()) {
            assertRevoked(later);
        }
    }

    @Test
    void a_cursor_is_no_way_around_a_revocation() {
        String cursor;
        try (Client client = Client.open(one.sockets("?cursor=new&token=" + token))) {
            cursor = client.firstFrame().path("cursor").asString();
        }
        events.publish(Events.message(user, "missed"));
        events.publish(Events.revocation(user, loginSession));

        Awaitility.await("the revocation").atMost(PROMISE).untilAsserted(() -> assertRevoked(one));
        assertRevoked(one, "?cursor=" + cursor + "&token=");
        try (Pod two = Pod.ready()) {
            assertRevoked(two, "?cursor=" + cursor + "&token=");
        }
    }

    @Test
    void a_socket_that_still_catches_up_is_closed_as_well() {
        String cursor;
        try (Client client = Client.open(one.sockets("?cursor=new&token=" + token))) {
            cursor = client.firstFrame().path("cursor").asString();
        }
        events.publishAll(Collections.nCopies(MORE_THAN_THE_NETWORK_TAKES, Events.message(user, BIG)));
        try (RawSocket slow = RawSocket.connect(one, SMALL_BUFFER)) {
            assertThat(slow.handshake("/ws/notifications/?cursor=" + cursor + "&token=" + token)
                            .status())
                    .isEqualTo(101);
            Awaitility.await("a backlog under way")
                    .untilAsserted(() -> assertThat(one.metric("numeneon_sessions{state=\"catching_up\"}"))
                            .isEqualTo(1));

            events.publish(Events.revocation(user, loginSession));

            Awaitility.await("its goodbye").atMost(PROMISE).until(() -> one.metric(CLOSING) == 1);
            int frames = 0;
            RawSocket.Frame frame = slow.read();
            for (; frame.opcode() != RawSocket.CLOSE; frame = slow.read()) {
                frames += frame.opcode() == RawSocket.TEXT ? 1 : 0;
            }
            assertThat(frame.closeCode()).isEqualTo(4003);
            assertThat(frames).isLessThan(MORE_THAN_THE_NETWORK_TAKES);
        }
    }

    @Test
    void whoever_connects_at_the_very_moment_of_the_revocation_is_refused_or_closed() throws Exception {
        try (Pod two = Pod.ready("SOCKETS_PER_USER=10000");
                ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            int opened = 0;
            for (int round = 0; round < 10; round++) {
                String session = Tokens.newSession();
                String own = Tokens.of(user, "alice", session);
                List<Future<Integer>> ends = new ArrayList<>();
                for (int client = 0; client < 4; client++) {
                    ends.add(clients.submit(() -> connectUntilRefused(two, own)));
                }

                events.publish(Events.revocation(user, session));

                for (Future<Integer> end : ends) {
                    opened += end.get(20, TimeUnit.SECONDS);
                }
            }
            two.awaitMetric("numeneon_sockets_open", 0);
            assertThat(opened)
                    .as("sockets that were opened before, or at that moment")
                    .isPositive();
        }
    }

    /** Opens sockets, none of which it closes, until it is refused; each of them must end with 4003. Gives their number. */
    private static int connectUntilRefused(Pod pod, String token) {
        List<RawSocket> opened = new ArrayList<>();
        try {
            for (int attempt = 0; attempt < 2_000; attempt++) {
                RawSocket raw = RawSocket.connect(pod);
                opened.add(raw);
                RawSocket.Answer answer = raw.handshake("/ws/notifications/?token=" + token);
                if (answer.status() != 101) {
                    assertThat(answer.body()).contains("\"code\":\"session_revoked\"");
                    for (RawSocket socket : opened.subList(0, attempt)) {
                        assertThat(socket.readUntilClose()).isEqualTo(4003);
                    }
                    return attempt;
                }
            }
            throw new AssertionError("never refused");
        } finally {
            opened.forEach(RawSocket::close);
        }
    }

    private void assertRevoked(Pod pod) {
        assertRevoked(pod, "?token=");
    }

    private void assertRevoked(Pod pod, String query) {
        try (RawSocket raw = RawSocket.connect(pod)) {
            RawSocket.Answer answer = raw.handshake("/ws/notifications/" + query + token);
            assertThat(answer.status()).isEqualTo(401);
            assertThat(answer.body()).contains("\"code\":\"session_revoked\"");
        }
    }
}
