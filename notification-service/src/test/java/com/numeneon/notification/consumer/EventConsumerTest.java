package com.numeneon.notification.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import com.numeneon.contracts.topic.Topic;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EventConsumerTest {

    private static final TopicPartition MESSAGES = new TopicPartition(Topic.MESSAGES.topicName(), 0);

    private final StreamStatus status = new StreamStatus(Clock.systemUTC());
    private final List<Long> beginnings = new CopyOnWriteArrayList<>();
    private final List<Long> handled = new CopyOnWriteArrayList<>();
    private final MockConsumer<String, byte[]> first = client();
    private final MockConsumer<String, byte[]> second = client();
    private final Iterator<MockConsumer<String, byte[]>> clients =
            List.of(first, second).iterator();
    private final EventConsumer consumer = new EventConsumer(
            () -> 7,
            clients::next,
            message -> handled.add(message.offset()),
            (epoch, position) -> beginnings.add(epoch),
            new Positions(Duration.ofMinutes(10), Clock.systemUTC()),
            new PositionAge(Clock.systemUTC(), new SimpleMeterRegistry()),
            status,
            Clock.systemUTC());
    private final Thread thread = Thread.ofPlatform().unstarted(consumer);

    @AfterEach
    void stop() throws InterruptedException {
        consumer.stop();
        assertThat(thread.join(Duration.ofSeconds(5))).isTrue();
        assertThat(status.unreadyReason()).hasValue("the consumer thread has ended");
    }

    @Test
    void a_client_that_throws_is_replaced_and_reading_goes_on_where_it_stopped() {
        first.schedulePollTask(() -> first.addRecord(message(0)));
        first.schedulePollTask(() -> first.setPollException(new KafkaException("broken")));
        second.schedulePollTask(() -> {
            // Known to the second client from its position alone: it was told that the log ends after both.
            second.addRecord(message(0));
            second.addRecord(message(1));
        });

        thread.start();

        Awaitility.await("the record after the break").until(() -> handled.contains(1L));
        assertThat(handled).containsExactly(0L, 1L);
        assertThat(first.closed()).isTrue();
        assertThat(beginnings).as("a new client is no new stream").containsExactly(7L);
        assertThat(status.unreadyReason()).isEmpty();
    }

    private static ConsumerRecord<String, byte[]> message(long offset) {
        return new ConsumerRecord<>(MESSAGES.topic(), 0, offset, "conversation:1", new byte[0]);
    }

    private static MockConsumer<String, byte[]> client() {
        MockConsumer<String, byte[]> client = new TimedMockConsumer(Map.of());
        for (Topic topic : Topic.values()) {
            TopicPartition partition = new TopicPartition(topic.topicName(), 0);
            client.updatePartitions(
                    topic.topicName(),
                    List.of(new PartitionInfo(topic.topicName(), 0, Node.noNode(), new Node[0], new Node[0])));
            client.updateBeginningOffsets(Map.of(partition, 0L));
            client.updateEndOffsets(Map.of(partition, 0L));
        }
        return client;
    }
}
