package com.numeneon.notification.sessions;

import com.numeneon.notification.stream.Cursor;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does for the sockets of this pod what follows from the topic, and tells the others once a second that it lives. Until
 * {@link #filled} it only learns.
 *
 * <p>For the consumer thread alone; nothing here blocks or throws.
 */
public final class SessionWatch {

    private static final Logger LOG = LoggerFactory.getLogger(SessionWatch.class);
    private static final Duration REPORTS = Duration.ofSeconds(1);

    /** To ask thousands of waiting sockets after each handful of records would hold up the records. */
    private static final Duration LOOKS = Duration.ofMillis(250);

    /** More than that would not fit into a record; then all are told to stand where every one of them has been. */
    private static final int MOST_BEHIND = 3_000;

    private final String self;
    private final PodSessions sockets;
    private final QueuedSessionJournal journal;
    private final WaitingSockets waiting;
    private final ClaimMetrics metrics;
    private final LongSupplier nanoTime;
    private final Silence silence;
    private final Cleaning cleaning;
    /** Sockets that have begun and can still be given a claim: until they end. */
    private final Set<String> begun = new HashSet<>();

    private SessionTable table;
    private boolean filled;
    private long nextReport;
    private long nextLook;

    SessionWatch(
            PodId pod,
            PodSessions sockets,
            QueuedSessionJournal journal,
            WaitingSockets waiting,
            ClaimMetrics metrics,
            LongSupplier nanoTime) {
        this.self = pod.value();
        this.sockets = sockets;
        this.journal = journal;
        this.waiting = waiting;
        this.metrics = metrics;
        this.nanoTime = nanoTime;
        this.silence = new Silence(nanoTime);
        this.cleaning = new Cleaning(self, journal, metrics, nanoTime);
        this.table = new SessionTable(self);
        this.nextReport = nanoTime.getAsLong();
        this.nextLook = nextReport;
    }

    /** The topic is read from its first record, for the first time or because it began anew. */
    public void restart() {
        table = new SessionTable(self);
        waiting.all().forEach(session -> begin(session, null));
        // What they may have taken was given to them when it was read for the first time.
        begun.clear();
        silence.restart();
        journal.knows(0);
        announce();
    }

    /** Everything that was there at the start was read. */
    public void filled() {
        filled = true;
    }

    public void read(long offset, Instant time, SessionRecord record) {
        silence.heard(record);
        for (Decision decision : table.accept(offset, time, record)) {
            follow(decision);
        }
        forget(record);
        metrics.known(table.size());
        journal.knows(offset + 1);
    }

    private void follow(Decision decision) {
        switch (decision) {
            case Decision.Begin begin -> begin(begin.session(), begin.claim());
            case Decision.Fill fill -> fill(fill.session(), fill.claim());
            case Decision.Share share -> share(share.session(), share.claim());
            case Decision.Wait wait ->
                LOG.debug("socket waits for other pods sessionId={} pods={}", wait.session(), wait.pods());
            case Decision.Announce announce -> announce();
        }
    }

    private void begin(String session, Decision.@Nullable Taken claim) {
        if (!waiting.remove(session)) {
            // Its turn came before: it had waited for too long.
            if (claim != null) {
                fill(session, claim);
            }
        } else if (claim == null) {
            begun.add(session);
            sockets.begin(session, null);
        } else {
            begun.add(session);
            served(session, claim, ClaimMetrics.Outcome.TAKEN);
            sockets.begin(session, claim.position());
        }
    }

    private void fill(String session, Decision.Taken claim) {
        // Else it is gone, or read a second time because the topic began anew.
        if (begun.contains(session)) {
            served(session, claim, ClaimMetrics.Outcome.FILLED);
            sockets.fill(session, claim.position());
        }
    }

    private void share(String session, Decision.Taken claim) {
        if (begun.contains(session)) {
            metrics.count(ClaimMetrics.Outcome.SHARED);
            LOG.info("claim shared sessionId={} claimSessionId={} userId={}", session, claim.session(), claim.user());
            sockets.fill(session, claim.position());
        }
    }

    private void served(String session, Decision.Taken claim, ClaimMetrics.Outcome outcome) {
        metrics.count(outcome);
        LOG.info("claim {} sessionId={} claimSessionId={} userId={}", outcome, session, claim.session(), claim.user());
        journal.write(new SessionRecord.Ended(claim.session()));
    }

    private void announce() {
        sockets.open().stream().filter(socket -> !socket.cursors()).forEach(journal::announce);
    }

    private void forget(SessionRecord record) {
        switch (record) {
            case SessionRecord.Closed closed -> {
                begun.remove(closed.session());
                if (closed.pod().equals(self)) {
                    metrics.count(ClaimMetrics.Outcome.LEFT);
                }
            }
            case SessionRecord.Ended ended -> {
                begun.remove(ended.session());
                cleaning.done(ended.session());
            }
            case SessionRecord.PodEnded ended -> silence.forget(ended.pod());
            case SessionRecord.Opened opened -> {}
            case SessionRecord.PodReport report -> {}
            case SessionRecord.PodLost lost -> {}
        }
    }

    /** What time alone brings about; to be called at least once a second. */
    public void round() {
        if (!filled) {
            return;
        }
        for (String session : waiting.overdue()) {
            LOG.warn("socket goes live without knowing what was left for it sessionId={}", session);
            metrics.count(ClaimMetrics.Outcome.UNKNOWN);
            begin(session, null);
        }
        report();
        if (silence.isListening()) {
            look();
            cleaning.round(table, silence);
        }
    }

    private void look() {
        long now = nanoTime.getAsLong();
        if (now - nextLook >= 0) {
            nextLook = now + LOOKS.toNanos();
            table.awaitedPods().stream().filter(silence::isLost).forEach(this::declareLost);
        }
    }

    private void report() {
        long now = nanoTime.getAsLong();
        if (now - nextReport < 0) {
            return;
        }
        // In step, but without catching up with what a long pause has missed.
        nextReport = Math.max(nextReport + REPORTS.toNanos(), now);
        sockets.acknowledged().map(this::reportOf).ifPresent(journal::write);
    }

    private SessionRecord reportOf(PodSessions.Acknowledged acknowledged) {
        if (acknowledged.behind().size() > MOST_BEHIND) {
            Cursor lowest = acknowledged.behind().values().stream().reduce(acknowledged.lowest(), Cursor::min);
            return new SessionRecord.PodReport(self, lowest, Map.of(), journal.read());
        }
        return new SessionRecord.PodReport(self, acknowledged.lowest(), acknowledged.behind(), journal.read());
    }

    private void declareLost(String pod) {
        LOG.warn(
                "pod is lost pod={} waitingSockets={}: what its sockets have not acknowledged goes to the next ones",
                pod,
                waiting.all().stream().sorted().limit(5).collect(Collectors.joining(",")));
        metrics.podLost();
        silence.declared(pod);
        journal.write(new SessionRecord.PodLost(pod, self, table.lastOf(pod)));
    }
}
