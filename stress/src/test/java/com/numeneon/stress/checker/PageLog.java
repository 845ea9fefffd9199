package com.numeneon.stress.checker;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one page of a client saw: the sequence of its sockets, and all their frames in the order in which they arrived.
 *
 * @param from the first frame of its first socket: what is committed after this concerns it; null when it never got one
 * @param until what is committed from here on need not arrive any more; null for a page that stayed
 * @param resumes the outcomes of its resumes: {@code recovered} or the reason why not
 */
public record PageLog(
        String name,
        long userId,
        boolean withCursor,
        @Nullable Instant from,
        @Nullable Instant until,
        List<SocketLife> sockets,
        List<Receipt> receipts,
        List<String> resumes) {

    public PageLog {
        sockets = List.copyOf(sockets);
        receipts = List.copyOf(receipts);
        resumes = List.copyOf(resumes);
    }

    boolean mustGet(CommittedEvent event) {
        return event.audience().contains(userId)
                && from != null
                && event.committedAt().isAfter(from)
                && (until == null || event.committedAt().isBefore(until));
    }
}
