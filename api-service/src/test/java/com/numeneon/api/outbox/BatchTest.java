package com.numeneon.api.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.numeneon.contracts.topic.Topic;
import com.numeneon.tracing.Tracing;
import java.time.Clock;
import java.time.Duration;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

/** With the Kafka library's own stand-in for a producer, which answers when and what it is told to. */
class BatchTest {

    private final MockProducer<String, byte[]> producer =
            new MockProducer<>(false, null, new StringSerializer(), new ByteArraySerializer());

    private final PublishSpans spans = new PublishSpans(Tracing.off(), Clock.systemUTC());

    @Test
    void the_first_failure_closes_the_producer_before_it_can_send_the_next() {
        Batch batch = new Batch(producer, Deadline.after(Duration.ofMinutes(1)), spans);
        batch.send(row(1));
        batch.send(row(2));

        producer.errorNext(new TopicAuthorizationException("not now"));

        assertThat(producer.closed()).isTrue();
        batch.send(row(3));
        assertThat(producer.history()).extracting(ProducerRecord::value).containsExactly(new byte[] {1}, new byte[] {2
        });
    }

    @Test
    void a_record_refused_for_good_stops_nothing() {
        Batch batch = new Batch(producer, Deadline.after(Duration.ofMinutes(1)), spans);
        batch.send(row(1));
        batch.send(row(2));

        producer.errorNext(new RecordTooLargeException());
        producer.completeNext();

        assertThat(producer.closed()).isFalse();
        assertThat(batch.outcomes())
                .hasExactlyElementsOfTypes(SendOutcome.Refused.class, SendOutcome.Acknowledged.class);
    }

    @Test
    void a_batch_without_an_answer_ends_at_its_deadline_and_closes_the_producer() {
        Batch batch = new Batch(producer, Deadline.after(Duration.ofMillis(200)), spans);
        batch.send(row(1));

        assertThat(batch.outcomes()).hasExactlyElementsOfTypes(SendOutcome.Failed.class);

        assertThat(producer.closed()).isTrue();
    }

    @Test
    void nothing_is_sent_after_the_deadline() {
        Batch batch = new Batch(producer, Deadline.after(Duration.ZERO), spans);

        batch.send(row(1));

        assertThat(producer.history()).isEmpty();
        assertThat(batch.outcomes()).hasExactlyElementsOfTypes(SendOutcome.Failed.class);
    }

    private static OutboxRow row(int id) {
        return new OutboxRow(id, Topic.MESSAGES.topicName(), "conversation:1", "{}", new byte[] {(byte) id});
    }
}
