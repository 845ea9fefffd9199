package com.numeneon.api.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.Stream;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.protocol.Errors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SendOutcomeTest {

    @Test
    void of_all_answers_of_a_broker_four_are_for_good() {
        assertThat(Arrays.stream(Errors.values())
                        .filter(error -> error.exception() != null)
                        .filter(error -> SendOutcome.isForGood(error.exception())))
                .containsExactlyInAnyOrder(
                        Errors.MESSAGE_TOO_LARGE,
                        Errors.INVALID_RECORD,
                        Errors.INVALID_TIMESTAMP,
                        Errors.INVALID_TOPIC_EXCEPTION);
    }

    @ParameterizedTest
    @MethodSource("passing")
    void what_may_pass_is_tried_again(Exception failure) {
        assertThat(SendOutcome.of(failure)).isEqualTo(new SendOutcome.Failed(failure));
    }

    static Stream<Exception> passing() {
        return Stream.of(
                new KafkaException("part of a batch with an invalid record"),
                new IllegalStateException("the producer is closed"),
                Errors.UNKNOWN_TOPIC_OR_PARTITION.exception(),
                Errors.TOPIC_AUTHORIZATION_FAILED.exception(),
                Errors.NOT_ENOUGH_REPLICAS.exception());
    }
}
