package com.numeneon.stress.checker;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One socket of a page.
 *
 * @param sessionId of the first frame; null when none came
 * @param openedAt when it was asked for
 * @param liveAt when its first frame came; null when none did
 * @param end with the close code, or what else ended it; null while it is open
 */
public record SocketLife(
        @Nullable String sessionId,
        Instant openedAt,
        @Nullable Instant liveAt,
        @Nullable Instant endedAt,
        @Nullable String end) {

    /** Whether it was live at this time. */
    public boolean covers(Instant time) {
        return liveAt != null && liveAt.isBefore(time) && (endedAt == null || endedAt.isAfter(time));
    }
}
