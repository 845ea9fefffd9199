package com.numeneon.api.outbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.numeneon.contracts.envelope.DecodedEvent;
import com.numeneon.contracts.envelope.EventCodec;
import com.numeneon.contracts.envelope.EventEnvelope;
import com.numeneon.contracts.event.MessageSent;
import com.numeneon.contracts.topic.Topic;
import com.numeneon.contracts.topic.TopicProvisioner;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** What Kafka got since this was opened, read as a consumer reads it. For one thread. */
final class PublishedRecords implements AutoCloseable {

    private final KafkaConsumer<String, byte[]> consumer;
    private final List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();

    private PublishedRecords(KafkaConsumer<String, byte[]> consumer) {
        this.consumer = consumer;
    }

    static PublishedRecords fromTheBeginning(String bootstrapServers) {
        var consumer = new KafkaConsumer<>(
                Map.<String, Object>of("bootstrap.servers", bootstrapServers),
                new StringDeserializer(),
                new ByteArrayDeserializer());
        consumer.assign(Arrays.stream(Topic.values())
                .flatMap(topic -> IntStream.range(0, topic.partitions())
                        .mapToObj(partition -> new TopicPartition(topic.topicName(), partition)))
                .toList());
        consumer.seekToBeginning(consumer.assignment());
        return new PublishedRecords(consumer);
    }

    /** Creates the topics if need be. */
    static PublishedRecords fromNow(String bootstrapServers) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            new TopicProvisioner((short) 1, 1).ensureTopics(admin);
        }
        PublishedRecords records = fromTheBeginning(bootstrapServers);
        records.consumer.seekToEnd(records.consumer.assignment());
        records.consumer.assignment().forEach(records.consumer::position);
        return records;
    }

    /** Everything under the key so far. */
    List<ConsumerRecord<String, byte[]>> of(String key) {
        Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            consumer.poll(Duration.ofMillis(100)).forEach(records::add);
        }
        return records.stream().filter(record -> record.key().equals(key)).toList();
    }

    /** The numbers of the messages of a conversation, in the order of Kafka. */
    List<Long> messages(long conversationId) {
        return of("conversation:" + conversationId).stream()
                .map(record -> ((MessageSent) envelope(record).event()).seq())
                .toList();
    }

    static EventEnvelope envelope(ConsumerRecord<String, byte[]> record) {
        return switch (EventCodec.decode(record.headers(), record.value())) {
            case DecodedEvent.Known known -> known.envelope();
            case DecodedEvent.UnknownType unknown -> throw new AssertionError(unknown);
            case DecodedEvent.Undecodable broken -> throw new AssertionError(broken);
        };
    }

    static String id(ConsumerRecord<String, byte[]> record) {
        return header(record, EventCodec.HEADER_ID);
    }

    static long sequence(ConsumerRecord<String, byte[]> record) {
        return Long.parseLong(header(record, EventCodec.HEADER_SEQUENCE));
    }

    private static String header(ConsumerRecord<String, byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), UTF_8);
    }

    @Override
    public void close() {
        consumer.close();
    }
}
