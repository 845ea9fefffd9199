package com.numeneon.notification.handshake;

import static org.assertj.core.api.Assertions.assertThat;

import com.numeneon.notification.testing.Events;
import com.numeneon.notification.testing.Pod;
import com.numeneon.notification.testing.RawSocket;
import com.numeneon.notification.testing.Tokens;
import java.time.Duration;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class HandshakeRateIT {

    private static final String REFUSED = "numeneon_handshakes_total{outcome=\"too_many_handshakes\"}";

    @Test
    void handshakes_above_the_limit_are_refused_before_the_upgrade_and_later_ones_are_not() {
        String token = Tokens.of(Events.newUser(), "alice");
        try (Pod pod = Pod.ready("HANDSHAKES_PER_SECOND=1", "SOCKETS_PER_USER=1000")) {
            RawSocket.Answer first = handshake(pod, token);
            assertThat(first.status()).isEqualTo(101);

            RawSocket.Answer refused = firstRefused(pod, token);

            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.headers()).containsEntry("retry-after", "1");
            assertThat(refused.body()).contains("\"detail\":\"Too many sockets are opened here at once");
            assertThat(firstRefused(pod, "not-a-token").status())
                    .as("of a token that was not looked at, or it would be 401")
                    .isEqualTo(503);
            assertThat(pod.metric(REFUSED)).isGreaterThanOrEqualTo(2);
            assertThat(pod.metric("numeneon_handshakes_limit")).isEqualTo(1);
            Awaitility.await("the next second's handshake")
                    .atMost(Duration.ofSeconds(10))
                    .until(() -> handshake(pod, token).status() == 101);
        }
    }

    /** On a slow machine a second may pass between two of them. */
    private static RawSocket.Answer firstRefused(Pod pod, String token) {
        return Stream.generate(() -> handshake(pod, token))
                .limit(100)
                .filter(answer -> answer.status() == 503)
                .findFirst()
                .orElseThrow(() -> new AssertionError("none of 100 in a row was refused"));
    }

    private static RawSocket.Answer handshake(Pod pod, String token) {
        try (RawSocket raw = RawSocket.connect(pod)) {
            return raw.handshake("/ws/notifications/?token=" + token);
        }
    }
}
