package com.numeneon.stress;

import static org.assertj.core.api.Assertions.assertThat;

import com.numeneon.stress.checker.CommittedEvent;
import com.numeneon.stress.checker.EventKind;
import com.numeneon.stress.checker.EventName;
import com.numeneon.stress.checker.PageLog;
import com.numeneon.stress.checker.Receipt;
import com.numeneon.stress.faults.Fault;
import com.numeneon.stress.faults.FaultKind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DelaysTest {

    private static final Instant START = Instant.parse("2026-11-22T12:00:00Z");
    private static final Fault FAULT = new Fault(FaultKind.KILL_API, "api-1", at(10_000), at(20_000));

    @Test
    void a_fault_s_gap_is_the_longest_delay_of_what_was_committed_around_it() {
        Delays delays = delays(received(1, 5_000, 5_010), received(2, 12_000, 15_000), received(3, 19_000, 19_500));

        assertThat(delays.worstAround(FAULT)).isEqualTo(Duration.ofSeconds(3));
        assertThat(delays.quiet()).startsWith("p50 10.0 ms, p99 10.0 ms of 1");
    }

    @Test
    void a_repeat_is_no_delay() {
        Delays delays = delays(received(1, 12_000, 12_100), received(1, 12_000, 19_000));

        assertThat(delays.worstAround(FAULT)).isEqualTo(Duration.ofMillis(100));
    }

    private record Received(CommittedEvent event, Receipt receipt) {}

    private static Received received(long id, long committed, long received) {
        EventName name = EventName.of(EventKind.MESSAGE, id);
        return new Received(
                new CommittedEvent(name, "conversation", id, Set.of(1L), at(committed), "", true),
                new Receipt(name, null, "", at(received), 0));
    }

    private static Delays delays(Received... all) {
        List<Received> received = List.of(all);
        PageLog page = new PageLog(
                "page",
                1,
                false,
                START,
                null,
                List.of(),
                received.stream().map(Received::receipt).toList(),
                List.of());
        return Delays.of(received.stream().map(Received::event).distinct().toList(), List.of(page), List.of(FAULT));
    }

    private static Instant at(long millis) {
        return START.plusMillis(millis);
    }
}
