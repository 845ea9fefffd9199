package com.numeneon.notification.consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.numeneon.contracts.topic.Topic;
import com.numeneon.notification.stream.StreamPosition;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.junit.jupiter.api.Test;

class PositionsTest {

    private static final TopicPartition MESSAGES = new TopicPartition(Topic.MESSAGES.topicName(), 0);
    private static final TopicPartition FRIENDS = new TopicPartition(Topic.FRIENDS.topicName(), 0);
    private static final TopicPartition REVOCATIONS = new TopicPartition(Topic.REVOCATIONS.topicName(), 0);

    private final Positions positions = new Positions(Duration.ofMinutes(10), Clock.systemUTC());

    @Test
    void events_are_read_from_the_begin_of_the_window_and_revocations_from_their_beginning() {
        MockConsumer<String, byte[]> consumer = broker(1, Map.of(MESSAGES, 40L, FRIENDS, 15L, REVOCATIONS, 5L));

        positions.assign(consumer);

        assertThat(consumer.position(MESSAGES))
                .as("nothing is within the window")
                .isEqualTo(40);
        assertThat(consumer.position(FRIENDS)).isEqualTo(11);
        assertThat(positions.position())
                .isEqualTo(StreamPosition.START.with(Topic.MESSAGES, 0, 40).with(Topic.FRIENDS, 0, 11));
        assertThat(consumer.position(REVOCATIONS)).isZero();
        assertThat(consumer.assignment()).hasSize(Topic.values().length);
    }

    @Test
    void the_pod_is_filled_when_everything_was_read_to_the_noted_end() {
        MockConsumer<String, byte[]> consumer = broker(1, Map.of(REVOCATIONS, 2L));
        positions.assign(consumer);
        consumer.addRecord(new ConsumerRecord<>(REVOCATIONS.topic(), 0, 0L, "login-1", new byte[0]));
        positions.advance(consumer.poll(Duration.ZERO));
        assertThat(positions.isFilled(consumer)).isFalse();

        consumer.addRecord(new ConsumerRecord<>(REVOCATIONS.topic(), 0, 1L, "login-2", new byte[0]));
        positions.advance(consumer.poll(Duration.ZERO));

        assertThat(positions.isFilled(consumer)).isTrue();
    }

    @Test
    void a_new_consumer_goes_on_where_the_last_one_stopped() {
        MockConsumer<String, byte[]> first = broker(1, Map.of(MESSAGES, 40L));
        positions.assign(first);
        first.addRecord(new ConsumerRecord<>(MESSAGES.topic(), 0, 40L, "conversation:1", new byte[0]));
        positions.advance(first.poll(Duration.ZERO));

        MockConsumer<String, byte[]> second = broker(1, Map.of(MESSAGES, 50L));
        positions.assign(second);

        assertThat(second.position(MESSAGES)).isEqualTo(41);
    }

    @Test
    void a_topic_that_begins_again_is_noticed() {
        MockConsumer<String, byte[]> consumer = broker(1, Map.of(MESSAGES, 40L));
        positions.assign(consumer);
        ConsumerRecords<String, byte[]> anew = new ConsumerRecords<>(
                Map.of(MESSAGES, List.of(new ConsumerRecord<>(MESSAGES.topic(), 0, 3L, "conversation:1", new byte[0]))),
                Map.of());

        assertThat(positions.wentBack(anew)).isTrue();

        positions.forget();
        assertThat(positions.assign(broker(1, Map.of(MESSAGES, 5L)))).isTrue();
        assertThat(positions.wentBack(anew)).isTrue();
    }

    @Test
    void a_partition_that_appears_is_read_from_its_first_record_and_the_others_stay_where_they_are() {
        MockConsumer<String, byte[]> consumer = broker(1, Map.of(MESSAGES, 40L));
        positions.assign(consumer);
        TopicPartition added = new TopicPartition(MESSAGES.topic(), 1);
        consumer.updatePartitions(MESSAGES.topic(), infos(MESSAGES.topic(), 2));

        positions.adoptNewPartitions(consumer);

        assertThat(consumer.position(added)).isZero();
        assertThat(consumer.position(MESSAGES)).isEqualTo(40);
    }

    @Test
    void a_pod_does_not_start_without_one_of_its_topics() {
        MockConsumer<String, byte[]> consumer = broker(1, Map.of());
        consumer.updatePartitions(MESSAGES.topic(), List.of());

        assertThatThrownBy(() -> positions.assign(consumer))
                .isInstanceOf(UnknownTopicOrPartitionException.class)
                .hasMessageContaining(MESSAGES.topic());
    }

    private static MockConsumer<String, byte[]> broker(int partitions, Map<TopicPartition, Long> ends) {
        MockConsumer<String, byte[]> consumer = new TimedMockConsumer(Map.of(FRIENDS, 11L));
        for (Topic topic : Topic.values()) {
            consumer.updatePartitions(topic.topicName(), infos(topic.topicName(), partitions));
            for (int partition = 0; partition < partitions; partition++) {
                TopicPartition known = new TopicPartition(topic.topicName(), partition);
                consumer.updateBeginningOffsets(Map.of(known, 0L));
                consumer.updateEndOffsets(Map.of(known, ends.getOrDefault(known, 0L)));
            }
        }
        return consumer;
    }

    private static List<PartitionInfo> infos(String topic, int partitions) {
        return IntStream.range(0, partitions)
                .mapToObj(partition -> new PartitionInfo(topic, partition, Node.noNode(), new Node[0], new Node[0]))
                .toList();
    }
}
