package com.numeneon.notification;

import static org.assertj.core.api.Assertions.assertThat;

import com.numeneon.contracts.event.MessageSent;
import com.numeneon.contracts.json.ContractJson;
import com.numeneon.contracts.topic.Topic;
import com.numeneon.infra.FreePorts;
import com.numeneon.infra.KafkaBroker;
import com.numeneon.notification.testing.Client;
import com.numeneon.notification.testing.Events;
import com.numeneon.notification.testing.Pod;
import com.numeneon.notification.testing.Tokens;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** More partitions for a topic in use: most keys move to another one. A broker of its own, as the others' topics stay as they are. */
class GrowingPartitionsIT {

    private static final int PARTITIONS = 4 * Topic.PARTITIONS;
    private static final int CONVERSATIONS = 60;

    @TempDir
    @SuppressWarnings("NullAway.Init") // set before each test
    private Path home;

    private final long user = Events.newUser();
    private final String token = Tokens.of(user, "bob");

    @Test
    void a_pod_that_starts_afterwards_gives_all_that_was_missed_from_both_sides_of_the_change() throws Exception {
        int port = new FreePorts(new SecureRandom()).pick();
        String kafka = "127.0.0.1:" + port;
        KafkaBroker broker = KafkaBroker.start(home, port);
        try (Pod one = Pod.ready("KAFKA_BOOTSTRAP_SERVERS=" + kafka);
                Events events = new Events(kafka)) {
            String cursor;
            try (Client client = Client.open(one.sockets("?cursor=new&token=" + token))) {
                cursor = client.firstFrame().path("cursor").asString();
            }
            events.publishAll(messages("before"));
            grow(kafka);
            // A producer of a moment ago would not know the new partitions for minutes.
            try (Events later = new Events(kafka)) {
                later.publishAll(messages("after"));
            }

            try (Pod two = Pod.ready("KAFKA_BOOTSTRAP_SERVERS=" + kafka);
                    Client client = Client.open(two.sockets("?cursor=" + cursor + "&token=" + token))) {
                List<String> frames = client.awaitFrames(2 * CONVERSATIONS + 1);

                assertThat(ContractJson.mapper()
                                .readTree(frames.getLast())
                                .path("data")
                                .path("recovered")
                                .asBoolean())
                        .isTrue();
                assertThat(frames.stream().filter(frame -> frame.contains("\"content\":\"before")))
                        .hasSize(CONVERSATIONS);
                assertThat(frames.stream().filter(frame -> frame.contains("\"content\":\"after")))
                        .hasSize(CONVERSATIONS);
            }
        } finally {
            broker.stop();
        }
    }

    private static void grow(String kafka) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka))) {
            admin.createPartitions(Map.of(Topic.MESSAGES.topicName(), NewPartitions.increaseTo(PARTITIONS)))
                    .all()
                    .get();
            // Answered when the broker has made them all.
            admin.listOffsets(IntStream.range(0, PARTITIONS)
                            .boxed()
                            .collect(Collectors.toMap(
                                    i -> new TopicPartition(Topic.MESSAGES.topicName(), i), i -> OffsetSpec.latest())))
                    .all()
                    .get();
        }
    }

    private List<MessageSent> messages(String content) {
        return IntStream.range(0, CONVERSATIONS)
                .mapToObj(conversation -> {
                    MessageSent any = Events.message(user, content);
                    return new MessageSent(
                            any.messageId(),
                            conversation,
                            any.seq(),
                            any.sender(),
                            user,
                            content,
                            any.createdAt(),
                            any.audience());
                })
                .toList();
    }
}
