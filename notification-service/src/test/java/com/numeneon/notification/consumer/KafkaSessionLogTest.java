package com.numeneon.notification.consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class KafkaSessionLogTest {

    private final List<MockProducer<String, byte[]>> producers = new ArrayList<>();
    private final KafkaSessionLog log = new KafkaSessionLog(() -> {
        producers.add(new MockProducer<>(true, null, new StringSerializer(), new ByteArraySerializer()));
        return producers.getLast();
    });

    /** The exception sets it. */
    @AfterEach
    void clearInterrupt() {
        Thread.interrupted();
    }

    @Test
    void a_producer_that_cannot_go_on_is_closed_and_the_next_attempt_has_another_one() {
        append("s1");
        producers.getFirst().sendException = new KafkaException("in an error state");

        assertThatThrownBy(() -> append("s2")).hasMessage("in an error state");
        append("s2");

        assertThat(producers).hasSize(2);
        assertThat(producers.getFirst().closed()).isTrue();
        assertThat(producers.getLast().history())
                .singleElement()
                .satisfies(record -> assertThat(record.key()).isEqualTo("s2"));
    }

    @Test
    void one_that_was_interrupted_or_had_no_leader_keeps_what_it_has_taken() {
        append("s1");

        producers.getFirst().sendException = new TimeoutException("no leader");
        assertThatThrownBy(() -> append("s2")).hasMessage("no leader");
        producers.getFirst().sendException = new InterruptException("stopped");
        assertThatThrownBy(() -> append("s2")).hasMessage("stopped");

        assertThat(producers).hasSize(1);
        assertThat(producers.getFirst().closed()).isFalse();
    }

    private void append(String key) {
        log.append(key, new byte[0], refused -> assertThat(refused).isNull());
    }
}
