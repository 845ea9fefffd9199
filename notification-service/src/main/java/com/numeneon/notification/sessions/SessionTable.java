package com.numeneon.notification.sessions;

import com.numeneon.notification.stream.Cursor;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Whose claim is whose, from the log alone: tables that are told the same records in the same order agree on every claim,
 * whatever their pods are and whenever they read. What differs is that each decides for the sockets of its own pod.
 *
 * <p>Knows no time but that of the records. For one thread.
 */
final class SessionTable {

    /** How long something is kept for a socket that was dropped. */
    static final Duration CLAIM_LIFE = Duration.ofMinutes(2);

    /** How long it is known of a claim that it was taken: its pod may wake and tell of its end. */
    static final Duration SPENT_MEMORY = Duration.ofMinutes(10);

    private static final Comparator<Session> OLDEST_OPENING = Comparator.comparingLong(Session::order);

    /** What a pod said of itself. */
    private static final class KnownPod {
        private long heard = -1;
        private SessionRecord.@Nullable PodReport report;
    }

    private final String self;
    private final KnownSessions sessions = new KnownSessions();
    private final Map<String, KnownPod> pods = new HashMap<>();
    /** Sockets of this pod that have not begun, with the older ones that they wait for. */
    private final Map<String, Set<String>> waiting = new LinkedHashMap<>();

    private Instant now = Instant.EPOCH;
    private long offset;
    private List<Decision> decisions = new ArrayList<>();

    SessionTable(String self) {
        this.self = self;
    }

    List<Decision> accept(long offset, Instant time, SessionRecord record) {
        this.offset = offset;
        this.now = time.isAfter(now) ? time : now;
        this.decisions = new ArrayList<>();
        switch (record) {
            case SessionRecord.Opened opened -> opened(opened);
            case SessionRecord.Closed closed -> closed(closed);
            case SessionRecord.Ended ended -> ended(ended.session());
            case SessionRecord.PodReport report -> reported(report);
            case SessionRecord.PodLost lost -> lost(lost);
            case SessionRecord.PodEnded ended -> podEnded(ended.pod());
        }
        sessions.forgetSpentBefore(now.minus(SPENT_MEMORY));
        return decisions;
    }

    private void opened(SessionRecord.Opened record) {
        heard(record.pod());
        Session known = sessions.get(record.socket().session());
        if (record.again()) {
            if (known == null) {
                sessions.add(Session.opened(record, offset));
            } else {
                sessions.announcedAgain(known, record);
                // What came while it was taken for dead.
                sessions.liveClaims(known.tokenId(), now).forEach(this::offer);
            }
            return;
        }
        if (known != null && !known.isOnlyAnnounced()) {
            return;
        }
        if (known != null) {
            sessions.remove(known);
        }
        Session opened = Session.opened(record, offset);
        sessions.add(opened);
        if (!opened.cursors()) {
            begin(opened);
        }
    }

    private void begin(Session opened) {
        boolean own = opened.pod().equals(self);
        if (own) {
            waiting.put(opened.id(), olderElsewhere(opened));
        }
        List<Session> claims = sessions.liveClaims(opened.tokenId(), now).stream()
                .sorted(Comparator.comparing(claim -> !claim.isOfStreamOf(opened)))
                .toList();
        if (!claims.isEmpty()) {
            begin(opened, claims);
        } else if (own) {
            beginIfAlone(opened.id());
            if (waiting.containsKey(opened.id())) {
                decisions.add(new Decision.Wait(opened.id(), podsAwaitedBy(opened.id())));
            }
        }
    }

    /** The oldest claim is its own. The others are about its client too, unless they are another tab's: nobody knows. */
    private void begin(Session opened, List<Session> claims) {
        Session own = claims.getFirst();
        opened.beginAt(own, offset);
        claims.stream().filter(opened::lacks).forEach(claim -> opened.take(claim, offset));
        sessions.spend(own, now);
        if (waiting.remove(opened.id()) != null) {
            Cursor from = own.isOfStreamOf(opened) ? opened.served() : own.position();
            decisions.add(new Decision.Begin(opened.id(), new Decision.Taken(own.id(), own.user(), from)));
        }
    }

    private Set<String> olderElsewhere(Session opened) {
        return sessions.ofToken(opened.tokenId())
                .filter(older -> older.isOpenWithoutCursors() && older.order() < opened.order())
                .filter(older -> !older.pod().equals(self))
                .map(Session::id)
                .collect(Collectors.toCollection(HashSet::new));
    }

    private void closed(SessionRecord.Closed record) {
        heard(record.pod());
        waiting.remove(record.session());
        Session known = sessions.get(record.session());
        if (known == null && record.position() != null) {
            known = Session.closed(record, record.position());
            sessions.add(known);
        }
        if (known == null || known.isSpent() || known.cursors()) {
            return;
        }
        known.leave(known.leftAt(record), offset, now, record.pod());
        offer(known);
        settleWithout(known);
    }

    /**
     * To the oldest younger one that lacks it and has taken none. Else it stays, for one that comes; but the younger ones
     * that lack it get it as well, as it may be about a client that has come already, and took what its last socket left.
     */
    private void offer(Session claim) {
        List<Session> lacking = sessions.ofToken(claim.tokenId())
                .filter(younger -> younger.lacks(claim))
                .sorted(OLDEST_OPENING)
                .toList();
        Optional<Session> first =
                lacking.stream().filter(younger -> !younger.hasTakenOne()).findFirst();
        if (first.isPresent()) {
            take(first.get(), claim);
        } else {
            lacking.forEach(younger -> share(younger, claim));
        }
    }

    private void take(Session taker, Session claim) {
        Decision.Taken taken = new Decision.Taken(claim.id(), claim.user(), claim.position());
        sessions.spend(claim, now);
        taker.take(claim, offset);
        if (taker.pod().equals(self)) {
            decisions.add(
                    waiting.remove(taker.id()) == null
                            ? new Decision.Fill(taker.id(), taken)
                            : new Decision.Begin(
                                    taker.id(), new Decision.Taken(claim.id(), claim.user(), taker.served())));
        }
    }

    private void share(Session taker, Session claim) {
        taker.take(claim, offset);
        if (taker.pod().equals(self)) {
            decisions.add(
                    new Decision.Share(taker.id(), new Decision.Taken(claim.id(), claim.user(), claim.position())));
        }
    }

    private void ended(String id) {
        waiting.remove(id);
        Session known = sessions.get(id);
        if (known != null && known.isSpent()) {
            known.bury();
        } else if (known != null) {
            sessions.remove(known);
            settleWithout(known);
        }
    }

    private void reported(SessionRecord.PodReport report) {
        heard(report.pod()).report = report;
        settle(session -> session.pod().equals(report.pod()));
    }

    private void lost(SessionRecord.PodLost record) {
        KnownPod pod = pods.getOrDefault(record.pod(), new KnownPod());
        if (pod.heard > record.heard()) {
            return;
        }
        List<Session> left =
                sessions.openOf(record.pod()).sorted(OLDEST_OPENING).toList();
        // First all of them: none of them may take what another one leaves.
        for (Session session : left) {
            session.leave(
                    pod.report == null ? session.position() : session.leftAt(pod.report), offset, now, record.by());
        }
        left.forEach(this::offer);
        settle(session -> false);
        // Several may say so; what is written anew after the first one is enough.
        if (record.pod().equals(self) && !left.isEmpty()) {
            decisions.add(new Decision.Announce());
        }
    }

    private void podEnded(String pod) {
        pods.remove(pod);
        if (pod.equals(self)) {
            decisions.add(new Decision.Announce());
        }
    }

    /** Those who wait for nobody any more begin. */
    private void settle(Predicate<Session> answered) {
        waiting.values()
                .forEach(older -> older.removeIf(id -> {
                    Session session = sessions.get(id);
                    return session == null || !session.isOpen() || answered.test(session);
                }));
        List.copyOf(waiting.keySet()).forEach(this::beginIfAlone);
    }

    /** The same for one that is no longer open: nobody waits for it but those of its browser. */
    private void settleWithout(Session gone) {
        sessions.ofToken(gone.tokenId()).map(Session::id).forEach(id -> {
            Set<String> older = waiting.get(id);
            if (older != null && older.remove(gone.id())) {
                beginIfAlone(id);
            }
        });
    }

    private void beginIfAlone(String socket) {
        Set<String> older = waiting.get(socket);
        if (older != null && older.isEmpty()) {
            waiting.remove(socket);
            decisions.add(new Decision.Begin(socket, null));
        }
    }

    private KnownPod heard(String id) {
        KnownPod pod = pods.computeIfAbsent(id, p -> new KnownPod());
        pod.heard = offset;
        return pod;
    }

    private Set<String> podsAwaitedBy(String socket) {
        return waiting.getOrDefault(socket, Set.of()).stream()
                .flatMap(id -> sessions.find(id).stream())
                .map(Session::pod)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The pods whose word some socket here waits for. */
    Set<String> awaitedPods() {
        return waiting.keySet().stream()
                .flatMap(socket -> podsAwaitedBy(socket).stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Those of which something is known. */
    Set<String> pods() {
        return Set.copyOf(pods.keySet());
    }

    /** The offset of the pod's last record, -1 for none. */
    long lastOf(String pod) {
        return pods.getOrDefault(pod, new KnownPod()).heard;
    }

    /** The newest time of a record. */
    Instant now() {
        return now;
    }

    int size() {
        return sessions.size();
    }

    Optional<Session> session(String id) {
        return sessions.find(id);
    }

    /** Claims that this pod wrote and that nobody can take any more. */
    List<Session> over(Instant asOf) {
        return sessions.over(self, asOf);
    }

    /** What has to end with this pod. */
    List<Session> of(String pod) {
        return sessions.of(pod);
    }
}
