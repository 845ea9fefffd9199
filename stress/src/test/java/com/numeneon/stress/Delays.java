package com.numeneon.stress;

import com.numeneon.stress.checker.CommittedEvent;
import com.numeneon.stress.checker.EventName;
import com.numeneon.stress.checker.PageLog;
import com.numeneon.stress.checker.Receipt;
import com.numeneon.stress.faults.Fault;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** How long it took from commit to the first frame, on each page. Pure. */
final class Delays {

    /** What was committed shortly before a fault may still have been under way. */
    private static final Duration BEFORE = Duration.ofSeconds(1);

    private static final Duration AFTER = Duration.ofSeconds(1);

    private final List<Fault> faults;
    private final List<Delay> delays;

    private Delays(List<Fault> faults, List<Delay> delays) {
        this.faults = faults;
        this.delays = delays;
    }

    private record Delay(Instant committedAt, Duration length) {}

    static Delays of(Collection<CommittedEvent> events, Collection<PageLog> pages, List<Fault> faults) {
        Map<EventName, CommittedEvent> named = new HashMap<>();
        events.forEach(event -> named.put(event.name(), event));
        List<Delay> delays = new ArrayList<>();
        for (PageLog page : pages) {
            Instant from = page.from();
            Set<EventName> seen = new HashSet<>();
            for (Receipt receipt : page.receipts()) {
                CommittedEvent event = named.get(receipt.name());
                boolean first = seen.add(receipt.name());
                if (first
                        && event != null
                        && from != null
                        && event.committedAt().isAfter(from)) {
                    delays.add(new Delay(event.committedAt(), Duration.between(event.committedAt(), receipt.at())));
                }
            }
        }
        return new Delays(faults, delays);
    }

    /** The longest of what was committed around this fault. */
    Duration worstAround(Fault fault) {
        return delays.stream()
                .filter(delay -> isAround(delay, fault))
                .map(Delay::length)
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
    }

    /** Median and 99th percentile of what was committed while nothing was wrong. */
    String quiet() {
        List<Duration> sorted = delays.stream()
                .filter(delay -> faults.stream().noneMatch(fault -> isAround(delay, fault)))
                .map(Delay::length)
                .sorted()
                .toList();
        if (sorted.isEmpty()) {
            return "none measured";
        }
        return "p50 %.1f ms, p99 %.1f ms of %d"
                .formatted(
                        sorted.get(sorted.size() / 2).toNanos() / 1e6,
                        sorted.get(sorted.size() * 99 / 100).toNanos() / 1e6,
                        sorted.size());
    }

    private static boolean isAround(Delay delay, Fault fault) {
        return delay.committedAt().isAfter(fault.startedAt().minus(BEFORE))
                && delay.committedAt().isBefore(fault.recoveredAt().plus(AFTER));
    }
}
