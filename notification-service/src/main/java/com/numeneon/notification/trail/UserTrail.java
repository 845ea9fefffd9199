package com.numeneon.notification.trail;

import com.numeneon.notification.stream.StreamPosition;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one pod remembers of one user.
 *
 * @param since when what it remembers begins; null while it has read nothing live
 * @param from all that it did about events from here on is in the steps; null while it has read nothing live
 * @param read so far it has read: what it did about events from here on is still to come
 * @param steps in the order in which they were taken
 */
public record UserTrail(@Nullable Instant since, @Nullable StreamPosition from, StreamPosition read, List<Step> steps) {

    public UserTrail {
        steps = List.copyOf(steps);
    }
}
