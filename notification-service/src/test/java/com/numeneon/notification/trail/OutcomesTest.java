package com.numeneon.notification.trail;

import static org.assertj.core.api.Assertions.assertThat;

import com.numeneon.contracts.topic.Topic;
import com.numeneon.notification.stream.StreamPosition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The event is at offset 10 of a pod that remembers from 5 on and has read up to 20; it was taken at second 100. */
class OutcomesTest {

    private static final UUID EVENT = new UUID(7, 10);
    private static final Instant TAKEN = Instant.ofEpochSecond(100);

    private final List<Step> steps = new ArrayList<>();

    @Test
    void live_frames_are_queued_and_then_written() {
        step(50, "s", StepKind.OPENED);
        step(101, "s", StepKind.QUEUED);
        assertThat(words()).containsExactly("queued");

        step(102, "s", StepKind.WRITTEN);
        assertThat(words()).containsExactly("written");
    }

    @Test
    void a_socket_that_was_closed_first_did_not_get_it_whether_it_was_queued_or_not() {
        step(50, "queued", StepKind.OPENED);
        step(50, "full", StepKind.OPENED);
        step(101, "queued", StepKind.QUEUED);
        closed(102, "queued", 4008);
        step(102, "queued", StepKind.DROPPED);
        step(101, "full", StepKind.REFUSED);

        assertThat(words()).containsExactly("closed 4008 before", "closing");
        closed(103, "full", 4408);
        assertThat(words()).containsExactly("closed 4008 before", "closed 4408 before");
    }

    @Test
    void what_a_later_socket_missed_is_resumed() {
        closed(99, "first", 4008);
        step(120, "second", StepKind.OPENED);
        step(121, "second", StepKind.RESUMED);
        assertThat(words()).containsExactly("queued");

        step(122, "second", StepKind.WRITTEN);
        assertThat(words()).containsExactly("resumed later");
    }

    @Test
    void what_a_socket_of_then_got_a_little_later_is_written() {
        step(99, "s", StepKind.OPENED);
        step(101, "s", StepKind.RESUMED);
        step(101, "s", StepKind.WRITTEN);

        assertThat(words()).containsExactly("written");
    }

    @Test
    void what_was_sent_again_counts_where_there_is_nothing_else() {
        step(50, "s", StepKind.QUEUED);
        step(50, "s", StepKind.WRITTEN);
        step(200, "s", StepKind.REPLAYED);
        step(200, "s", StepKind.WRITTEN);
        step(200, "t", StepKind.REPLAYED);
        assertThat(words()).containsExactly("written", "queued");

        step(200, "t", StepKind.WRITTEN);
        assertThat(words()).containsExactly("written", "replayed");
    }

    @Test
    void what_was_sent_again_before_the_first_was_written_is_not_taken_for_it() {
        step(101, "s", StepKind.QUEUED);
        step(102, "s", StepKind.REPLAYED);
        step(103, "s", StepKind.WRITTEN);
        assertThat(words()).containsExactly("written");

        step(104, "s", StepKind.WRITTEN);
        assertThat(words()).containsExactly("written");
    }

    @Test
    void a_socket_that_was_closed_has_nothing_waiting() {
        step(101, "dropped", StepKind.QUEUED);
        step(102, "dropped", StepKind.REPLAYED);
        closed(103, "dropped", 4008);
        step(103, "dropped", StepKind.DROPPED);
        step(103, "dropped", StepKind.DROPPED);
        step(101, "silent", StepKind.QUEUED);
        closed(103, "silent", 1006);

        assertThat(words()).containsExactly("closed 4008 before", "closed 1006 before");
    }

    @Test
    void steps_come_with_the_beginning_and_the_end_of_their_socket() {
        step(50, "s", StepKind.OPENED);
        step(101, "s", StepKind.QUEUED);
        step(101, "s", StepKind.WRITTEN);
        closed(105, "s", 1006);
        steps.add(new Step(TAKEN, "s", StepKind.QUEUED, new UUID(7, 11), 0));

        assertThat(outcomes(10).getFirst().steps())
                .extracting(Step::kind)
                .containsExactly(StepKind.OPENED, StepKind.QUEUED, StepKind.WRITTEN, StepKind.CLOSED);
    }

    @Test
    void without_a_step_the_pod_says_why() {
        assertThat(words()).containsExactly("no session here");
        assertThat(outcomes(4)).extracting(Outcome::words).containsExactly("not remembered");
        assertThat(outcomes(20)).extracting(Outcome::words).containsExactly("not read yet");

        closed(80, "first", 1000);
        closed(90, "second", 4008);
        closed(110, "later", 1006);
        assertThat(words()).containsExactly("closed 4008 before");

        step(95, "third", StepKind.OPENED);
        assertThat(words()).containsExactly("not queued yet");
        closed(115, "third", 1012);
        assertThat(words()).as("it left before its turn came").containsExactly("closed 1012 before");
    }

    @Test
    void a_pod_that_has_read_nothing_live_remembers_nothing() {
        UserTrail fresh = new UserTrail(null, null, at(20), List.of());

        assertThat(new Outcomes(fresh).of(EVENT, Topic.MESSAGES, 0, 10, TAKEN))
                .extracting(Outcome::words)
                .containsExactly("not remembered");
    }

    private void step(int second, String session, StepKind kind) {
        add(second, session, kind, kind == StepKind.OPENED ? null : EVENT, 0);
    }

    private void closed(int second, String session, int code) {
        add(second, session, StepKind.CLOSED, null, code);
    }

    private void add(int second, String session, StepKind kind, @Nullable UUID event, int code) {
        steps.add(new Step(Instant.ofEpochSecond(second), session, kind, event, code));
    }

    private List<String> words() {
        return outcomes(10).stream().map(Outcome::words).toList();
    }

    private List<Outcome> outcomes(long offset) {
        UserTrail trail = new UserTrail(Instant.ofEpochSecond(1), at(5), at(20), steps);
        return new Outcomes(trail).of(EVENT, Topic.MESSAGES, 0, offset, TAKEN);
    }

    private static StreamPosition at(long offset) {
        return StreamPosition.START.with(Topic.MESSAGES, 0, offset);
    }
}
