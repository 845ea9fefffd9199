package com.numeneon.notification.testing;

import com.numeneon.contracts.topic.Topic;
import com.numeneon.infra.testing.TestKafka;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;

/** The shared broker's topics, seen from its side. */
public final class TestTopics implements AutoCloseable {

    private final Admin admin =
            Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, TestKafka.bootstrapServers()));

    /** Of all but the one to which every pod with sockets writes by itself. */
    public Map<TopicPartition, Long> ends() {
        return offsets(Arrays.stream(Topic.values())
                .filter(topic -> topic != Topic.SESSIONS)
                .map(Topic::topicName)
                .toList());
    }

    public Collection<GroupListing> groups() {
        try {
            return admin.listGroups().all().get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /** As retention does to what is old. */
    public void forgetAllButTheLast(String topic) {
        Map<TopicPartition, RecordsToDelete> deletion = new HashMap<>();
        offsets(List.of(topic)).forEach((partition, end) -> {
            if (end > 1) {
                deletion.put(partition, RecordsToDelete.beforeOffset(end - 1));
            }
        });
        try {
            admin.deleteRecords(deletion).all().get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private Map<TopicPartition, Long> offsets(List<String> topics) {
        try {
            Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
            admin.describeTopics(topics)
                    .allTopicNames()
                    .get()
                    .forEach((name, topic) -> topic.partitions()
                            .forEach(info ->
                                    latest.put(new TopicPartition(name, info.partition()), OffsetSpec.latest())));
            Map<TopicPartition, Long> ends = new HashMap<>();
            admin.listOffsets(latest).all().get().forEach((partition, end) -> ends.put(partition, end.offset()));
            return ends;
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        admin.close();
    }
}
