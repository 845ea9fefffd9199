package com.numeneon.notification.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SequenceFilterTest {

    private final SequenceFilter filter = new SequenceFilter();

    @Test
    void a_sequence_passes_once_and_only_upwards() {
        assertThat(filter.isNew(0, "conversation:1", 5)).isTrue();
        assertThat(filter.isNew(0, "conversation:1", 5)).isFalse();
        assertThat(filter.isNew(0, "conversation:1", 4)).isFalse();
        assertThat(filter.isNew(0, "conversation:1", 6)).isTrue();
    }

    @Test
    void a_late_record_does_not_lower_what_was_seen() {
        filter.isNew(0, "conversation:1", 9);
        filter.isNew(0, "conversation:1", 3);

        assertThat(filter.isNew(0, "conversation:1", 8)).isFalse();
    }

    @Test
    void keys_do_not_meet() {
        filter.isNew(0, "conversation:1", 9);

        assertThat(filter.isNew(0, "conversation:2", 1)).isTrue();
    }

    @Test
    void what_stands_in_the_partition_from_which_a_key_moved_away_is_not_late() {
        filter.isNew(7, "conversation:1", 9);

        assertThat(filter.isNew(0, "conversation:1", 8)).isTrue();
        assertThat(filter.isNew(0, "conversation:1", 8)).isFalse();
        assertThat(filter.isNew(7, "conversation:1", 9)).isFalse();
    }

    @Test
    void the_memory_is_bounded_and_forgets_the_key_not_used_for_longest() {
        for (int i = 0; i < SequenceFilter.MAX_KEYS; i++) {
            filter.isNew(0, "key:" + i, 5);
        }
        filter.isNew(0, "key:0", 6);

        filter.isNew(0, "one more", 1);

        assertThat(filter.isNew(0, "key:0", 6)).as("used a moment ago").isFalse();
        assertThat(filter.isNew(0, "key:1", 5)).as("forgotten").isTrue();
    }
}
