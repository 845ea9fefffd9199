package com.numeneon.notification.stream;

import static org.assertj.core.api.Assertions.assertThat;

import com.numeneon.contracts.topic.Topic;
import org.junit.jupiter.api.Test;

class StreamPositionTest {

    private static final StreamPosition A = StreamPosition.START.with(Topic.MESSAGES, 0, 5);
    private static final StreamPosition B = StreamPosition.START.with(Topic.FRIENDS, 3, 2);

    @Test
    void two_pods_that_read_in_different_orders_are_not_ahead_of_each_other() {
        assertThat(A.reaches(B)).isFalse();
        assertThat(B.reaches(A)).isFalse();
        assertThat(A.max(B).reaches(A)).isTrue();
        assertThat(A.max(B).reaches(B)).isTrue();
        assertThat(A.max(B)).isEqualTo(B.max(A));
    }

    @Test
    void the_earlier_of_two_is_reached_by_both() {
        StreamPosition both = A.max(B);

        assertThat(A.min(B)).isEqualTo(B.min(A)).isEqualTo(StreamPosition.START);
        assertThat(both.min(A)).isEqualTo(A);
        assertThat(A.reaches(A.min(both.with(Topic.MESSAGES, 0, 3)))).isTrue();
        assertThat(A.min(both.with(Topic.MESSAGES, 0, 3)).next(Topic.MESSAGES, 0))
                .isEqualTo(3);
    }

    @Test
    void a_partition_that_was_never_read_is_at_its_first_record() {
        assertThat(A.next(Topic.MESSAGES, 9)).isZero();
        assertThat(A.with(Topic.MESSAGES, 9, 0)).isEqualTo(A).hasSameHashCodeAs(A);
        assertThat(A.reaches(StreamPosition.START)).isTrue();
    }
}
