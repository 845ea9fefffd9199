package com.numeneon.notification.consumer;

import com.numeneon.contracts.topic.Topic;
import com.numeneon.notification.stream.StreamPosition;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;

/** Makes sure that the topics exist before they are read, so that it does not matter which service starts first. */
final class TopicSetup {

    private final ConsumerSettings settings;

    TopicSetup(ConsumerSettings settings) {
        this.settings = settings;
    }

    /**
     * Makes the topics that are missing.
     *
     * @return their epoch: another cluster or topics that were made anew give another one, whatever their names
     * @throws KafkaException when the broker cannot be reached or refuses
     */
    long ensure() {
        Admin admin = Admin.create(settings.admin());
        try {
            settings.topics().ensureTopics(admin);
            return epoch(admin);
        } catch (ExecutionException | TimeoutException e) {
            throw new KafkaException("topics cannot be ensured at " + settings.bootstrapServers() + ": " + e, e);
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        } finally {
            // Without a limit it would wait for answers that nobody wants any more.
            admin.close(Duration.ZERO);
        }
    }

    private static long epoch(Admin admin) throws ExecutionException, InterruptedException {
        StringBuilder ids =
                new StringBuilder(admin.describeCluster().clusterId().get());
        List<String> names = Arrays.stream(Topic.values())
                .filter(StreamPosition::isCounted)
                .map(Topic::topicName)
                .toList();
        Map<String, TopicDescription> described =
                admin.describeTopics(names).allTopicNames().get();
        for (String name : names) {
            ids.append(' ').append(Objects.requireNonNull(described.get(name)).topicId());
        }
        return UUID.nameUUIDFromBytes(ids.toString().getBytes(StandardCharsets.UTF_8))
                .getMostSignificantBits();
    }
}
