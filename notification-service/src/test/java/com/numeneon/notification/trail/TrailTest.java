package com.numeneon.notification.trail;

import static org.assertj.core.api.Assertions.assertThat;

import com.numeneon.contracts.topic.Topic;
import com.numeneon.notification.sockets.ManualTimer;
import com.numeneon.notification.stream.StreamPosition;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TrailTest {

    private static final long BOB = 9;
    private static final UUID S = new UUID(2, 1);
    private static final UUID T = new UUID(2, 2);
    private static final int ALL = Integer.MAX_VALUE - 1;
    private static final int BYTES = 1 << 20;
    private static final int MOST_STEPS = BYTES / Chunk.BYTES * Chunk.STEPS;

    private final ManualTimer clock = new ManualTimer();
    private final Instant start = clock.instant();
    private final Trail trail = new Trail(new TrailSettings(BYTES, Duration.ofHours(1)), clock);

    @Test
    void the_steps_of_a_user_come_back_in_their_order_and_nobody_elses() {
        trail.goLive(at(5));
        UUID event = new UUID(1, 2);
        trail.add(BOB, S, StepKind.OPENED, null, 0);
        trail.add(BOB + 1, T, StepKind.QUEUED, event, 0);
        clock.pass(Duration.ofMillis(3));
        trail.add(BOB, S, StepKind.QUEUED, event, 0);
        trail.add(BOB, S, StepKind.CLOSED, null, 4008);

        assertThat(trail.of(BOB, at(7), ALL))
                .isEqualTo(new UserTrail(
                        start,
                        at(5),
                        at(7),
                        List.of(
                                new Step(start, S.toString(), StepKind.OPENED, null, 0),
                                new Step(clock.instant(), S.toString(), StepKind.QUEUED, event, 0),
                                new Step(clock.instant(), S.toString(), StepKind.CLOSED, null, 4008))));
    }

    @Test
    void before_the_pod_is_live_it_remembers_nothing_for_certain() {
        trail.pushing(() -> at(3));

        assertThat(trail.of(BOB, at(4), ALL).from()).isNull();
        assertThat(trail.of(BOB, at(4), ALL).since()).isNull();
    }

    @Test
    void the_oldest_steps_are_forgotten_and_what_is_complete_begins_later() {
        trail.goLive(at(0));
        for (int i = 0; i < 2 * MOST_STEPS; i++) {
            int offset = i;
            trail.pushing(() -> at(offset));
            trail.add(BOB, S, StepKind.QUEUED, new UUID(1, i), 0);
        }

        UserTrail remembered = trail.of(BOB, at(2 * MOST_STEPS), ALL);

        assertThat(remembered.steps()).hasSizeBetween(MOST_STEPS - Chunk.STEPS, MOST_STEPS);
        assertThat(trail.bytes()).isLessThanOrEqualTo(BYTES);
        // The push that came first in the oldest chunk may be the one after the step that began it.
        int oldest = 2 * MOST_STEPS - remembered.steps().size();
        assertThat(remembered.from()).isEqualTo(at(oldest + 1));
        assertThat(remembered.steps().getLast().event()).isEqualTo(new UUID(1, 2L * MOST_STEPS - 1));
    }

    @Test
    void an_event_whose_steps_are_half_forgotten_is_not_said_to_be_complete() {
        trail.goLive(at(0));
        trail.pushing(() -> at(0));
        // One event with so many sockets that its steps fill all there is.
        for (int i = 0; i < 2 * MOST_STEPS; i++) {
            trail.add(i, new UUID(2, i), StepKind.QUEUED, new UUID(1, 0), 0);
        }
        trail.pushing(() -> at(1));

        assertThat(trail.of(BOB, at(2), ALL).from()).isEqualTo(at(1));
    }

    @Test
    void what_is_older_than_its_time_is_forgotten_a_chunk_at_a_time() {
        trail.goLive(at(0));
        for (int i = 0; i < Chunk.STEPS; i++) {
            trail.add(BOB, S, StepKind.QUEUED, new UUID(1, i), 0);
        }
        clock.pass(Duration.ofHours(2));
        trail.pushing(() -> at(8));
        trail.add(BOB, T, StepKind.OPENED, null, 0);

        UserTrail remembered = trail.of(BOB, at(9), ALL);

        assertThat(remembered.steps()).extracting(Step::session).containsExactly(T.toString());
        assertThat(remembered.since()).isEqualTo(clock.instant());
        assertThat(trail.age()).isZero();
        assertThat(remembered.from())
                .as("nothing is known to have begun with the new chunk")
                .isEqualTo(at(9));
    }

    @Test
    void of_somebody_with_very_many_steps_the_latest_are_told_and_nothing_is_said_of_the_rest() {
        trail.goLive(at(0));
        for (int i = 0; i < 2 * Chunk.STEPS; i++) {
            trail.add(BOB, S, StepKind.QUEUED, new UUID(1, i), 0);
        }

        UserTrail few = trail.of(BOB, at(9), 3);

        assertThat(few.steps()).extracting(Step::event).containsExactly(event(-3), event(-2), event(-1));
        assertThat(few.from()).isEqualTo(at(9));
        assertThat(trail.of(BOB, at(9), 2 * Chunk.STEPS).from()).isEqualTo(at(0));
    }

    private static UUID event(int fromTheEnd) {
        return new UUID(1, 2L * Chunk.STEPS + fromTheEnd);
    }

    @Test
    void a_stream_that_begins_anew_makes_the_old_steps_worthless() {
        trail.goLive(at(100));
        trail.add(BOB, S, StepKind.QUEUED, new UUID(1, 1), 0);

        trail.streamBeganAnew(at(0));

        assertThat(trail.of(BOB, at(0), ALL).steps()).isEmpty();
        assertThat(trail.of(BOB, at(0), ALL).from()).isEqualTo(at(0));
    }

    @Test
    void it_is_read_while_many_threads_write() throws Exception {
        trail.goLive(at(0));
        int writers = 4;
        int each = MOST_STEPS / writers / 2;
        CountDownLatch done = new CountDownLatch(writers);
        for (int w = 0; w < writers; w++) {
            long user = BOB + w;
            Thread.ofVirtual().start(() -> {
                IntStream.range(0, each).forEach(i -> trail.add(user, S, StepKind.QUEUED, new UUID(user, i), 0));
                done.countDown();
            });
        }
        int seen = 0;
        while (done.getCount() > 0) {
            UserTrail now = trail.of(BOB, at(0), ALL);
            assertThat(now.steps()).allSatisfy(step -> assertThat(step.event()).isNotNull());
            assertThat(now.steps().size()).isGreaterThanOrEqualTo(seen);
            seen = now.steps().size();
        }

        for (int w = 0; w < writers; w++) {
            assertThat(trail.of(BOB + w, at(0), ALL).steps()).hasSize(each);
        }
    }

    private static StreamPosition at(int offset) {
        return StreamPosition.START.with(Topic.MESSAGES, 0, offset);
    }
}
