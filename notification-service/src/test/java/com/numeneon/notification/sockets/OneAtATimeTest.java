package com.numeneon.notification.sockets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OneAtATimeTest {

    private final OneAtATime turns = new OneAtATime();
    private final List<String> done = new ArrayList<>();

    @Test
    void who_comes_meanwhile_has_it_done_once_more() {
        turns.run(() -> {
            done.add("work");
            if (done.size() == 1) {
                turns.run(() -> done.add("never"));
                assertThat(done).as("not within the first").containsExactly("work");
            }
        });

        assertThat(done).containsExactly("work", "work");
    }

    @Test
    void work_that_fails_does_not_keep_the_next_one_from_its_turn() {
        assertThatThrownBy(() -> turns.run(() -> {
                    turns.run(() -> done.add("never"));
                    throw new AssertionError("broken");
                }))
                .hasMessage("broken");

        turns.run(() -> done.add("next"));

        assertThat(done).containsExactly("next");
    }
}
