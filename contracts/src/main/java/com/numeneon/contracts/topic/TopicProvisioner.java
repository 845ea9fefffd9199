package com.numeneon.contracts.topic;

import com.numeneon.contracts.settings.InvalidSetting;
import com.numeneon.contracts.settings.Settings;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.TopicExistsException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Creates the topics that are missing; never changes one that exists. Every service calls it before it produces or
 * consumes, so no start order is needed and losing the race is success.
 *
 * @param replicationFactor copies of each partition: 1 on one broker, 3 in a cluster
 * @param minInsyncReplicas copies that must have a record before it counts as written: 1 and 2
 */
public record TopicProvisioner(short replicationFactor, int minInsyncReplicas) {

    private static final Logger LOG = LoggerFactory.getLogger(TopicProvisioner.class);
    private static final long TIMEOUT_SECONDS = 10;
    private static final int MOST_REPLICAS = 100;

    /**
     * {@code KAFKA_REPLICATION_FACTOR} and {@code KAFKA_MIN_INSYNC_REPLICAS}, 1 and 1 when absent.
     *
     * @throws InvalidSetting when one is no number, or the second above the first
     */
    public static TopicProvisioner of(Settings settings) {
        int replicas = settings.integer("KAFKA_REPLICATION_FACTOR", 1, 1, MOST_REPLICAS);
        int insync = settings.integer("KAFKA_MIN_INSYNC_REPLICAS", 1, 1, replicas);
        return new TopicProvisioner((short) replicas, insync);
    }

    public TopicProvisioner {
        if (replicationFactor < 1 || minInsyncReplicas < 1 || minInsyncReplicas > replicationFactor) {
            throw new IllegalArgumentException("1 <= min.insync.replicas <= replication factor is needed, not "
                    + minInsyncReplicas + " and " + replicationFactor);
        }
    }

    /**
     * Returns when all topics exist.
     *
     * @throws ExecutionException when the broker refuses, with its reason as the cause
     * @throws TimeoutException when the broker does not answer within ten seconds
     */
    public void ensureTopics(Admin admin) throws ExecutionException, TimeoutException, InterruptedException {
        Set<String> existing = admin.listTopics().names().get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        List<NewTopic> missing = Arrays.stream(Topic.values())
                .filter(topic -> !existing.contains(topic.topicName()))
                .map(this::definition)
                .toList();
        for (var creation : admin.createTopics(missing).values().entrySet()) {
            try {
                creation.getValue().get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
                LOG.info(
                        "created topic={} partitions={}",
                        creation.getKey(),
                        Topic.named(creation.getKey()).partitions());
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof TopicExistsException)) {
                    throw e;
                }
            }
        }
    }

    private NewTopic definition(Topic topic) {
        Map<String, String> settings = new HashMap<>(topic.settings());
        settings.put("min.insync.replicas", Integer.toString(minInsyncReplicas));
        return new NewTopic(topic.topicName(), topic.partitions(), replicationFactor).configs(settings);
    }
}
