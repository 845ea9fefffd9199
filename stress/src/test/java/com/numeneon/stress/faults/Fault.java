package com.numeneon.stress.faults;

import java.time.Instant;

/**
 * Something that went wrong.
 *
 * @param recoveredAt when the system was found to serve again
 */
public record Fault(FaultKind kind, String target, Instant startedAt, Instant recoveredAt) {

    @Override
    public String toString() {
        return kind + " " + target + " " + startedAt + " to " + recoveredAt;
    }
}
