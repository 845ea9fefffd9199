package com.numeneon.notification.sockets;

import static org.assertj.core.api.Assertions.assertThat;

import com.numeneon.infra.testing.TestKafka;
import com.numeneon.notification.testing.Client;
import com.numeneon.notification.testing.Events;
import com.numeneon.notification.testing.Pod;
import com.numeneon.notification.testing.RawSocket;
import com.numeneon.notification.testing.Tokens;
import java.time.Duration;
import java.util.Collections;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Peers whose connection stands while nobody is there: they read nothing, answer nothing and say no goodbye. */
class DeadPeerIT {

    private static final int SMALL_BUFFER = 4 * 1024;

    /** Six megabytes: more than the network takes, less than the queue. */
    private static final int FRAMES = 600;

    private static final String NO_HEARTBEAT = "numeneon_sockets_closed_total{code=\"4408\"}";

    /** Two intervals and the time for a goodbye; nothing but the heartbeat would ever find them. */
    private static final Duration LIMIT = SocketSession.CLOSE_TIMEOUT.plusSeconds(2 * 3 + 10);

    @Test
    void a_dead_peer_is_found_by_the_heartbeat_whether_something_waits_for_it_or_not_and_nothing_of_it_is_left() {
        long idle = Events.newUser();
        long busy = Events.newUser();
        try (Pod pod = Pod.ready("SOCKET_HEARTBEAT_INTERVAL=3s", "SOCKET_QUEUE_BYTES=16000000");
                Events events = new Events(TestKafka.bootstrapServers());
                Client alive = pod.open(Tokens.of(idle, "alive"));
                RawSocket one = RawSocket.open(pod, Tokens.of(idle, "idle"), SMALL_BUFFER);
                RawSocket two = RawSocket.open(pod, Tokens.of(busy, "busy"), SMALL_BUFFER)) {
            events.publishAll(Collections.nCopies(FRAMES, Events.message(busy, "x".repeat(9_900))));

            Awaitility.await("both to be found").atMost(LIMIT).until(() -> pod.metric(NO_HEARTBEAT) == 2);

            Awaitility.await("both to be gone").atMost(LIMIT).until(() -> pod.metric("numeneon_sockets_open") == 1);
            pod.awaitMetric("numeneon_queue_bytes", 0);
            assertThat(one.isGoneWithin(5_000)).isPresent();
            assertThat(two.isGoneWithin(5_000)).isPresent();
            assertThat(alive.isOpen()).isTrue();
        }
    }
}
