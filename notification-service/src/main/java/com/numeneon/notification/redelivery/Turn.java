package com.numeneon.notification.redelivery;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What became of one event on one pod, as JSON between pods.
 *
 * @param eventId null when the log has it no more, or this pod had no socket for it and did not look
 * @param sockets that get it
 * @param skipped that do not: they catch up, or have little room
 */
record Turn(@Nullable String eventId, int sockets, int skipped, Instant time) {

    Turn {
        // What JSON leaves out is null, whatever the type says.
        Objects.requireNonNull(time);
    }
}
