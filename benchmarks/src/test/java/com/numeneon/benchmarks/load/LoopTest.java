package com.numeneon.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

class LoopTest {

    private static final Duration STALL = Duration.ofMillis(400);

    @Test
    void a_stall_of_the_server_is_seen_by_every_request_that_was_due_meanwhile() throws Exception {
        // 100 a second for a second; the one and only sender is held up for 400 ms by the request in the middle.
        LoopResult result = Loop.open(100, 1, Duration.ofSeconds(1), number -> (request, due) -> {
            if (request == 50) {
                LockSupport.parkNanos(STALL.toNanos());
            }
        });

        assertThat(result.done()).isEqualTo(100);
        assertThat(result.latencies().getMaxValue()).isGreaterThanOrEqualTo(STALL.toNanos() / 1_000 * 99 / 100);
        // Request 60 was due 100 ms after the stall began and could go 300 ms later, 70 200 ms later, 80 100 ms later.
        assertThat(result.latencies().getCountBetweenValues(95_000, Long.MAX_VALUE / 2))
                .as("requests that waited for 95 ms or longer, of which a loop that omits shows one")
                .isGreaterThanOrEqualTo(30);
    }

    @Test
    void each_request_of_a_schedule_is_sent_once_and_not_before_it_is_due() throws Exception {
        Set<Long> sent = ConcurrentHashMap.newKeySet();
        AtomicInteger early = new AtomicInteger();
        AtomicInteger twice = new AtomicInteger();

        LoopResult result = Loop.open(1_000, 8, Duration.ofMillis(300), number -> (request, due) -> {
            if (System.nanoTime() - due < 0) {
                early.incrementAndGet();
            }
            if (!sent.add(request)) {
                twice.incrementAndGet();
            }
        });

        assertThat(sent).hasSize(300).allMatch(request -> request >= 0 && request < 300);
        assertThat(early).hasValue(0);
        assertThat(twice).hasValue(0);
        assertThat(result.elapsed()).isGreaterThanOrEqualTo(Duration.ofMillis(298));
    }

    @Test
    void failures_are_counted_apart_and_have_no_latency() throws Exception {
        LoopResult result = Loop.open(200, 2, Duration.ofMillis(200), number -> (request, due) -> {
            if (request % 4 == 0) {
                throw new IOException("every fourth");
            }
        });

        assertThat(result.done()).isEqualTo(30);
        assertThat(result.failed()).isEqualTo(10);
        assertThat(result.latencies().getTotalCount()).isEqualTo(30);
        assertThat(result.firstFailure()).contains("every fourth");
    }

    @Test
    void a_closed_loop_has_as_many_on_their_way_as_it_has_senders() throws Exception {
        AtomicInteger now = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();

        LoopResult result = Loop.closed(5, Duration.ofMillis(300), number -> (request, due) -> {
            most.accumulateAndGet(now.incrementAndGet(), Math::max);
            LockSupport.parkNanos(10_000_000);
            now.decrementAndGet();
        });

        assertThat(most).hasValue(5);
        assertThat(result.rate()).isPositive().isLessThanOrEqualTo(5 / 0.010);
    }

    @Test
    void a_sender_that_cannot_be_made_ends_the_loop() {
        assertThatThrownBy(() -> Loop.closed(2, Duration.ofSeconds(1), number -> {
                    throw new IOException("no connection");
                }))
                .isInstanceOf(IOException.class)
                .hasMessage("no connection");
    }
}
