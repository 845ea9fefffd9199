package com.numeneon.notification.redelivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.numeneon.contracts.problem.Problem;
import com.numeneon.notification.eventlog.LogUnavailable;
import com.numeneon.notification.operations.Audit;
import com.numeneon.notification.testing.CapturedLog;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Each order has three events; each turn finds one socket. */
class PartsTest {

    private static final Order.Event EVENT = new Order.Event("numeneon.messages", 3, 17);

    @RegisterExtension
    final CapturedLog audit = CapturedLog.named("audit");

    private final AtomicInteger pushed = new AtomicInteger();
    private final AtomicInteger closed = new AtomicInteger();
    private boolean logIsThere = true;
    private Duration lease = Duration.ofHours(1);
    private final Parts parts = new Parts(order -> new Part(order, new Counting(), lease, new Audit()));

    @BeforeEach
    void start() {
        parts.start();
    }

    @Test
    void an_operator_has_one_place_until_it_ends() {
        assertThat(parts.begin(order(1, "carol"))).isEmpty();

        assertThat(status(parts.begin(order(2, "carol")))).isEqualTo(409);
        assertThat(status(parts.refusal("carol"))).isEqualTo(409);
        assertThat(parts.begin(order(3, "dave"))).isEmpty();
        part(1).end();
        assertThat(parts.begin(order(2, "carol"))).isEmpty();
    }

    @Test
    void all_operators_together_have_few() {
        for (int i = 0; i < Parts.MOST; i++) {
            assertThat(parts.begin(order(i, "operator" + i))).isEmpty();
        }

        assertThat(status(parts.begin(order(9, "one more")))).isEqualTo(429);
    }

    @Test
    void the_same_order_runs_once() {
        parts.begin(order(1, "carol"));

        assertThat(status(parts.begin(order(1, "dave")))).isEqualTo(409);
    }

    @Test
    void an_event_goes_out_when_its_turn_is_called_and_once() {
        parts.begin(order(1, "carol"));
        assertThat(pushed).hasValue(0);

        assertThat(part(1).push(0))
                .hasValueSatisfying(turn -> assertThat(turn.sockets()).isEqualTo(1));
        assertThat(part(1).push(0)).as("again").isEmpty();
        assertThat(part(1).push(2)).as("one was passed over").isPresent();
        assertThat(part(1).push(1)).as("late").isEmpty();
        assertThat(part(1).push(3)).as("there are three").isEmpty();

        assertThat(pushed).hasValue(2);
        assertThat(lastLine()).contains("frames=2", "complete=true");
        assertThat(closed).hasValue(1);
    }

    @Test
    void what_was_ended_pushes_nothing_more() {
        parts.begin(order(1, "carol"));
        part(1).push(0);

        part(1).end();
        part(1).end();

        assertThat(part(1).push(1)).isEmpty();
        assertThat(pushed).hasValue(1);
        assertThat(closed).hasValue(1);
        assertThat(lastLine()).contains("frames=1", "complete=false");
    }

    @Test
    void whoever_calls_no_more_loses_the_place() {
        lease = Duration.ofMillis(50);
        parts.begin(order(1, "carol"));

        Awaitility.await("the lease has ended").until(() -> part(1).hasEnded());
        assertThat(part(1).push(0)).isEmpty();
        assertThat(lastLine()).contains("frames=0", "complete=false");
        assertThat(parts.begin(order(2, "carol"))).isEmpty();
    }

    @Test
    void a_pod_that_stood_still_for_longer_than_the_lease_pushes_nothing_when_it_wakes() {
        // No thread has looked at the lease meanwhile, as none does while the process stands still.
        Part part = new Part(order(1, "carol"), new Counting(), Duration.ZERO, new Audit());

        assertThat(part.push(0)).isEmpty();
        assertThat(pushed).hasValue(0);
    }

    @Test
    void a_log_that_cannot_be_read_ends_it() {
        parts.begin(order(1, "carol"));
        logIsThere = false;

        assertThatThrownBy(() -> part(1).push(0)).isInstanceOf(LogUnavailable.class);
        assertThat(part(1).hasEnded()).isTrue();
    }

    @Test
    void a_pod_that_stops_ends_what_runs_and_begins_nothing() {
        parts.begin(order(1, "carol"));

        parts.stop();

        assertThat(part(1).push(0)).isEmpty();
        assertThat(status(parts.begin(order(2, "dave")))).isEqualTo(503);
    }

    private final class Counting implements Part.Pushing {
        @Override
        public Turn push(Order.Event event) {
            if (!logIsThere) {
                throw new LogUnavailable("gone");
            }
            pushed.incrementAndGet();
            return new Turn("id", 1, 0, Instant.EPOCH);
        }

        @Override
        public void close() {
            closed.incrementAndGet();
        }
    }

    private Part part(int id) {
        return parts.find(new UUID(1, id)).orElseThrow();
    }

    private String lastLine() {
        return audit.lines().getLast().getFormattedMessage();
    }

    private static int status(Optional<Problem> refusal) {
        return refusal.map(Problem::status).orElse(200);
    }

    private static Order order(int id, String operator) {
        return new Order(
                new UUID(1, id), operator, "127.0.0.1", 5, "why", 10, List.copyOf(Collections.nCopies(3, EVENT)));
    }
}
