package com.numeneon.standalone.launcher;

import java.time.Duration;

/** How long to wait before a part is started again: 0.2 s at first, twice as long each time, 5 s at most. */
final class BackOff {

    private static final Duration FIRST = Duration.ofMillis(200);
    private static final Duration LONGEST = Duration.ofSeconds(5);

    /** A part that has been ready for this long has recovered from whatever it was. */
    private static final Duration STEADY = Duration.ofSeconds(10);

    private Duration next = FIRST;

    /** @param ready how long the part was ready before it ended; zero if it never was */
    Duration afterEnd(Duration ready) {
        if (ready.compareTo(STEADY) >= 0) {
            next = FIRST;
        }
        Duration now = next;
        Duration twice = now.multipliedBy(2);
        next = twice.compareTo(LONGEST) > 0 ? LONGEST : twice;
        return now;
    }
}
