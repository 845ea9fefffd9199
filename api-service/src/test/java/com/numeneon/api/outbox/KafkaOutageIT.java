package com.numeneon.api.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.numeneon.infra.FreePorts;
import com.numeneon.infra.KafkaBroker;
import com.numeneon.infra.testing.TestPostgres;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With a broker of its own, which is absent, stopped and killed in turn. */
class KafkaOutageIT {

    private final long conversation = Events.newId();
    private long lastSeq;

    @Test
    void requests_succeed_while_kafka_is_away_and_everything_is_published_afterwards_in_order(@TempDir Path home)
            throws Exception {
        int port = new FreePorts(new SecureRandom()).pick();
        try (var pod = new Pod(TestPostgres.newDatabase(), Pod.impatient(Pod.settings("127.0.0.1:" + port)))) {
            pod.relay.start();
            requestsSucceed(pod);

            KafkaBroker broker = KafkaBroker.start(home, port);
            drained(pod);
            broker.stop();
            requestsSucceed(pod);
            broker = KafkaBroker.start(home, port);
            drained(pod);
            broker.kill();
            requestsSucceed(pod);
            broker = KafkaBroker.start(home, port);
            drained(pod);

            try (var kafka = PublishedRecords.fromTheBeginning(broker.bootstrapServers())) {
                // What was in flight when the broker was killed may be there twice.
                assertThat(kafka.messages(conversation).stream().distinct())
                        .containsExactlyElementsOf(
                                LongStream.rangeClosed(1, lastSeq).boxed().toList());
            }
            broker.stop();
        }
    }

    private void requestsSucceed(Pod pod) {
        for (int i = 0; i < 50; i++) {
            long begin = System.nanoTime();
            pod.append(Events.message(conversation, ++lastSeq));
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(2));
        }
        assertThat(pod.waiting()).isPositive();
    }

    private static void drained(Pod pod) {
        Waiting.until("the outbox is empty", () -> pod.waiting() == 0);
    }
}
