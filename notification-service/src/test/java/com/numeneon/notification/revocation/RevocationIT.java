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
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class RevocationIT {

    private static final Duration PROMISE = Duration.ofSeconds(1);

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

        org.awaitility.Awaitility.await("the revocation on a running pod")
                .atMost(PROMISE)
                .untilAsserted(() -> assertRevoked(one));
        try (Pod later = Pod.ready()) {
            assertRevoked(later);
        }
    }

    private void assertRevoked(Pod pod) {
        try (RawSocket raw = RawSocket.connect(pod)) {
            RawSocket.Answer answer = raw.handshake("/ws/notifications/?token=" + token);
            assertThat(answer.status()).isEqualTo(401);
            assertThat(answer.body()).contains("\"code\":\"session_revoked\"");
        }
    }
}
