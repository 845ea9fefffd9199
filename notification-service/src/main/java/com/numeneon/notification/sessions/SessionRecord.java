package com.numeneon.notification.sessions;

import com.numeneon.notification.stream.Cursor;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What stands in {@code numeneon.sessions}.
 *
 * <p>{@code read} is up to which offset of that topic the pod knew when it said so: of a claim that its socket took later it
 * did not know yet.
 */
public sealed interface SessionRecord {

    /** @param again its pod was thought lost, or the topic began anew: it takes no claim */
    record Opened(SocketOpening socket, String pod, boolean again) implements SessionRecord {}

    /**
     * A socket was dropped.
     *
     * @param position null when its client acknowledged nothing since it was opened
     */
    record Closed(
            String session,
            long user,
            String tokenId,
            String pod,
            @Nullable Cursor position,
            long read) implements SessionRecord {}

    /** A tombstone: its client left, or its claim is served or over. */
    record Ended(String session) implements SessionRecord {}

    /** A pod lives; as in {@link PodSessions.Acknowledged}. */
    record PodReport(String pod, Cursor lowest, Map<String, Cursor> behind, long read) implements SessionRecord {
        public PodReport {
            behind = Map.copyOf(behind);
        }
    }

    /**
     * A pod was waited for in vain.
     *
     * @param heard the offset of its last record, -1 for none; void when another one came since
     */
    record PodLost(String pod, String by, long heard) implements SessionRecord {}

    /** A tombstone: nothing is left of the pod. */
    record PodEnded(String pod) implements SessionRecord {}
}
