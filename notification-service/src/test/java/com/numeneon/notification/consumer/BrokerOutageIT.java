package com.numeneon.notification.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.spi.ILoggingEvent;
import com.numeneon.contracts.event.MessageSent;
import com.numeneon.contracts.topic.Topic;
import com.numeneon.infra.FreePorts;
import com.numeneon.infra.KafkaBroker;
import com.numeneon.notification.testing.CapturedLog;
import com.numeneon.notification.testing.Client;
import com.numeneon.notification.testing.Events;
import com.numeneon.notification.testing.Pod;
import com.numeneon.notification.testing.RawSocket;
import com.numeneon.notification.testing.Tokens;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A broker of its own, because these tests stop it. */
class BrokerOutageIT {

    private static final Duration NEW_PARTITION_PROMISE = Duration.ofSeconds(5);

    private static final int PARTITIONS = 64;

    private static final int LONGER_THAN_A_POLL_MAY_TAKE = 12;

    @RegisterExtension
    private final CapturedLog outages = CapturedLog.of(PositionAge.class);

    @TempDir
    @SuppressWarnings("NullAway.Init") // set before each test
    private Path home;

    private final int port = new FreePorts(new SecureRandom()).pick();
    private final long user = Events.newUser();
    private final String token = Tokens.of(user, "bob");

    @Test
    void a_pod_starts_without_kafka_becomes_ready_with_it_and_outlives_its_absence_without_loss() throws Exception {
        try (Pod pod = Pod.start("KAFKA_BOOTSTRAP_SERVERS=127.0.0.1:" + port)) {
            outages.begin();
            assertThat(pod.management("/livez").statusCode()).isEqualTo(200);
            assertThat(pod.management("/readyz").statusCode()).isEqualTo(503);
            assertThat(pod.management("/readyz").body()).contains("were not read to their ends");
            Awaitility.await("the reason why it cannot be ready")
                    .atMost(Duration.ofSeconds(15))
                    .until(() -> pod.management("/readyz").body().contains("Kafka cannot be reached"));
            try (RawSocket raw = RawSocket.connect(pod)) {
                RawSocket.Answer answer = raw.handshake("/ws/notifications/?token=" + token);
                assertThat(answer.status()).isEqualTo(503);
                assertThat(answer.headers()).containsKey("retry-after");
            }

            KafkaBroker broker = KafkaBroker.start(home, port);
            pod.awaitReady();
            try (Client client = pod.open(token);
                    Events events = new Events("127.0.0.1:" + port)) {
                events.publish(Events.message(user, "before"));
                client.awaitFrames(1);

                broker.kill();
                Awaitility.await("the position to age")
                        .atMost(Duration.ofSeconds(20))
                        .until(() ->
                                pod.metric("numeneon_consumer_position_age_seconds") > LONGER_THAN_A_POLL_MAY_TAKE);
                assertThat(pod.management("/readyz").statusCode()).isEqualTo(200);
                assertThat(client.isOpen()).isTrue();
                pod.open(token).leave();

                broker = KafkaBroker.start(home, port);
                events.publishAll(IntStream.range(0, 50)
                        .mapToObj(i -> Events.message(user, "after " + i))
                        .toList());
                assertThat(client.awaitFrames(51)).hasSize(51);
                Awaitility.await("the position to be young again")
                        .atMost(Duration.ofSeconds(10))
                        .until(() -> pod.metric("numeneon_consumer_position_age_seconds") < 2);
                assertThat(outages.lines())
                        .extracting(ILoggingEvent::getMessage)
                        .containsExactly(
                                "Kafka does not answer since={}: open sockets stay, events wait",
                                "Kafka answers again");
            } finally {
                broker.stop();
            }
        }
    }

    @Test
    void a_new_partition_is_found_in_time_and_read_from_its_first_record() throws Exception {
        KafkaBroker broker = KafkaBroker.start(home, port);
        try (Pod pod = Pod.ready("KAFKA_BOOTSTRAP_SERVERS=127.0.0.1:" + port);
                Client client = pod.open(token);
                Events events = new Events("127.0.0.1:" + port);
                Admin admin = Admin.create(Map.of("bootstrap.servers", "127.0.0.1:" + port))) {
            admin.createPartitions(Map.of(Topic.MESSAGES.topicName(), NewPartitions.increaseTo(PARTITIONS)))
                    .all()
                    .get();
            // A producer that comes before the broker has made a partition may not come back to it in time.
            admin.listOffsets(IntStream.range(0, PARTITIONS)
                            .boxed()
                            .collect(Collectors.toMap(
                                    i -> new TopicPartition(Topic.MESSAGES.topicName(), i), i -> OffsetSpec.latest())))
                    .all()
                    .get();
            events.publishAll(IntStream.range(0, 200)
                    .mapToObj(i -> inConversation(i, Events.message(user, "to some new partition " + i)))
                    .toList());

            Awaitility.await("frames from new partitions")
                    .atMost(NEW_PARTITION_PROMISE)
                    .until(() -> client.frames().size() == 200);
            assertThat(List.copyOf(client.frames())).doesNotHaveDuplicates();
        } finally {
            broker.stop();
        }
    }

    /** Each conversation may be in another partition. */
    private static MessageSent inConversation(long id, MessageSent message) {
        return new MessageSent(
                message.messageId(),
                id,
                message.seq(),
                message.sender(),
                message.receiverId(),
                message.content(),
                message.createdAt(),
                message.audience());
    }
}
