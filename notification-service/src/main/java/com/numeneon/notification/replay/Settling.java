package com.numeneon.notification.replay;

import com.numeneon.notification.eventlog.LoggedEvent;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/** Holds events back for a while, in their order. For one thread. */
final class Settling {

    private record Waiting(Instant came, LoggedEvent event) {}

    private final Duration delay;
    private final Clock clock;
    private final ArrayDeque<Waiting> waiting = new ArrayDeque<>();

    Settling(Duration delay, Clock clock) {
        this.delay = delay;
        this.clock = clock;
    }

    void add(List<LoggedEvent> events) {
        Instant now = clock.instant();
        events.forEach(event -> waiting.add(new Waiting(now, event)));
    }

    /** Those that have waited long enough. */
    List<LoggedEvent> settled() {
        Instant latest = clock.instant().minus(delay);
        List<LoggedEvent> settled = new ArrayList<>();
        while (!waiting.isEmpty() && !waiting.element().came().isAfter(latest)) {
            settled.add(waiting.remove().event());
        }
        return settled;
    }
}
