package com.numeneon.notification.revocation;

import static org.assertj.core.api.Assertions.assertThat;

import com.numeneon.infra.FreePorts;
import com.numeneon.infra.KafkaBroker;
import com.numeneon.notification.testing.Client;
import com.numeneon.notification.testing.Events;
import com.numeneon.notification.testing.Pod;
import com.numeneon.notification.testing.RawSocket;
import com.numeneon.notification.testing.Tokens;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A logout while Kafka is away; a broker of its own, because the test kills it. */
class RevocationOutageIT {

    /** The promise is a second; but the pods may notice a moment after the publisher did that the broker is back. */
    private static final Duration AFTER_THE_RETURN = Duration.ofSeconds(3);

    @TempDir
    @SuppressWarnings("NullAway.Init") // set before each test
    private Path home;

    private final int port = new FreePorts(new SecureRandom()).pick();
    private final long user = Events.newUser();
    private final String loginSession = Tokens.newSession();
    private final String token = Tokens.of(user, "bob", loginSession);

    @Test
    void a_logout_while_kafka_is_away_holds_from_its_return_on_for_old_and_new_sockets() throws Exception {
        KafkaBroker broker = KafkaBroker.start(home, port);
        String kafka = "KAFKA_BOOTSTRAP_SERVERS=127.0.0.1:" + port;
        try (Pod one = Pod.ready(kafka);
                Pod two = Pod.ready(kafka);
                Events events = new Events("127.0.0.1:" + port);
                ExecutorService api = Executors.newSingleThreadExecutor();
                Client before = one.open(token)) {
            events.publish(Events.message(user, "the publisher knows the topics"));
            before.awaitFrames(1);
            broker.kill();

            Future<?> logout = api.submit(() -> events.publish(Events.revocation(user, loginSession)));
            try (Client meanwhile = two.open(token)) {
                assertThat(logout.isDone()).as("nobody can know of it").isFalse();
                broker = KafkaBroker.start(home, port);
                logout.get(60, TimeUnit.SECONDS);
                long published = System.nanoTime();

                assertThat(before.awaitClose(AFTER_THE_RETURN)).isEqualTo(4003);
                assertThat(meanwhile.awaitClose(AFTER_THE_RETURN)).isEqualTo(4003);
                System.out.printf(
                        "closed %d ms after the revocation was published%n",
                        TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - published));
            }
            Awaitility.await("the refusal of later sockets")
                    .atMost(AFTER_THE_RETURN)
                    .until(() -> isRevoked(one) && isRevoked(two));
        } finally {
            broker.stop();
        }
    }

    private boolean isRevoked(Pod pod) {
        try (RawSocket raw = RawSocket.connect(pod)) {
            return raw.handshake("/ws/notifications/?token=" + token).body().contains("session_revoked");
        }
    }
}
