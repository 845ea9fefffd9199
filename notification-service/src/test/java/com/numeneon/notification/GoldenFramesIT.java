package com.numeneon.notification;

import static org.assertj.core.api.Assertions.assertThat;

import com.numeneon.contracts.golden.GoldenEvent;
import com.numeneon.infra.testing.TestKafka;
import com.numeneon.notification.testing.Client;
import com.numeneon.notification.testing.Events;
import com.numeneon.notification.testing.Pod;
import com.numeneon.notification.testing.Tokens;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The golden records of {@code contracts} through a real broker, a real pod and real sockets. */
class GoldenFramesIT {

    @Test
    void each_golden_record_becomes_its_golden_frame_to_the_letter_for_its_recipients_alone() {
        try (Pod pod = Pod.ready();
                Events events = new Events(TestKafka.bootstrapServers())) {
            long outsider = Events.newUser();
            Client last = pod.open(Tokens.of(outsider, "outsider"));
            Map<Long, Client> clients = new HashMap<>();
            for (long user : List.of(3L, 9L, 12L)) {
                clients.put(user, pod.open(Tokens.of(user, "user" + user)));
            }

            for (GoldenEvent golden : GoldenEvent.all()) {
                events.publishRaw(golden.topic(), golden.key(), golden.headers(), golden.bodyBytes());
            }

            clients.forEach((user, client) -> {
                String[] expected = framesOf(user);
                client.awaitFrames(expected.length);
                assertThat(client.frames()).containsExactlyInAnyOrder(expected);
            });
            events.publish(Events.message(outsider, "after all of them"));
            assertThat(last.awaitFrames(1)).hasSize(1);
        }
    }

    private static String[] framesOf(long user) {
        return GoldenEvent.all().stream()
                .filter(golden -> golden.recipients().contains(user))
                .map(GoldenEvent::frame)
                .filter(Objects::nonNull)
                .map(Object::toString)
                .toArray(String[]::new);
    }
}
