package com.numeneon.notification.sessions;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * Tombstones for what nobody needs any more: claims of this pod that are over, and all of a pod that has been silent for so
 * long that it is gone; of several pods the one with the smallest id writes them. For the consumer thread alone.
 */
final class Cleaning {

    private static final Duration INTERVAL = Duration.ofSeconds(10);
    /** Over for every reader by the time the tombstone has its own. */
    private static final Duration MARGIN = Duration.ofSeconds(5);

    private final String self;
    private final QueuedSessionJournal journal;
    private final ClaimMetrics metrics;
    private final LongSupplier nanoTime;
    /** Written and not yet read again. */
    private final Set<String> buried = new HashSet<>();

    private long next;

    Cleaning(String self, QueuedSessionJournal journal, ClaimMetrics metrics, LongSupplier nanoTime) {
        this.self = self;
        this.journal = journal;
        this.metrics = metrics;
        this.nanoTime = nanoTime;
        this.next = nanoTime.getAsLong();
    }

    /** The session's tombstone was read. */
    void done(String session) {
        buried.remove(session);
    }

    void round(SessionTable table, Silence silence) {
        if (nanoTime.getAsLong() - next < 0) {
            return;
        }
        next = nanoTime.getAsLong() + INTERVAL.toNanos();
        for (Session claim : table.over(table.now().minus(MARGIN))) {
            if (bury(claim) && claim.isClaim()) {
                metrics.count(ClaimMetrics.Outcome.EXPIRED);
            }
        }
        for (String pod : table.pods()) {
            if (!pod.equals(self) && silence.isGone(pod) && isSmallest(table, silence)) {
                end(pod, table.of(pod), table.now());
            }
        }
    }

    private boolean isSmallest(SessionTable table, Silence silence) {
        return table.pods().stream().filter(silence::isAlive).noneMatch(other -> other.compareTo(self) < 0);
    }

    private void end(String pod, List<Session> left, Instant now) {
        if (left.stream().anyMatch(session -> session.isLiveClaim(now))) {
            return;
        }
        left.forEach(this::bury);
        // Nobody would look for the rest any more.
        if (left.stream().map(Session::id).allMatch(buried::contains)) {
            journal.write(new SessionRecord.PodEnded(pod));
        }
    }

    /** Whether its tombstone is on its way now, and was not before; what finds no room is tried again. */
    private boolean bury(Session session) {
        return !buried.contains(session.id())
                && journal.write(new SessionRecord.Ended(session.id()))
                && buried.add(session.id());
    }
}
