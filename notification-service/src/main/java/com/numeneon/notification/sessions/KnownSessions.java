package com.numeneon.notification.sessions;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The sessions of all pods by id and by token. For one thread. */
final class KnownSessions {

    private record Spent(Instant time, Session session) {}

    private final Map<String, Session> byId = new HashMap<>();
    private final Map<String, List<Session>> byToken = new HashMap<>();
    private final Deque<Spent> spent = new ArrayDeque<>();

    @Nullable
    Session get(String id) {
        return byId.get(id);
    }

    Optional<Session> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    int size() {
        return byId.size();
    }

    /** Not those that are spent: there may be thousands, and they are not in the play any more. */
    Stream<Session> ofToken(String tokenId) {
        return byToken.getOrDefault(tokenId, List.of()).stream();
    }

    /** The oldest claim first. */
    List<Session> liveClaims(String tokenId, Instant now) {
        return ofToken(tokenId)
                .filter(session -> session.isLiveClaim(now))
                .sorted(Comparator.comparingLong(Session::claimedAt).thenComparingLong(Session::order))
                .toList();
    }

    /** The open ones of this pod that have no cursors. */
    Stream<Session> openOf(String pod) {
        return byId.values().stream()
                .filter(session ->
                        session.isOpenWithoutCursors() && session.pod().equals(pod));
    }

    /** Claims that this pod has to clean up, and that nobody can take any more. */
    List<Session> over(String pod, Instant asOf) {
        return byId.values().stream()
                .filter(session -> !session.isOpen() && !session.isBuried())
                .filter(session -> session.claimedBy().equals(pod) && session.isOver(asOf))
                .toList();
    }

    /** What has to end with this pod. */
    List<Session> of(String pod) {
        return byId.values().stream()
                .filter(session -> !session.isBuried())
                .filter(session -> session.pod().equals(pod)
                        || (!session.isOpen() && session.claimedBy().equals(pod)))
                .toList();
    }

    void add(Session session) {
        byId.put(session.id(), session);
        index(session);
    }

    void remove(Session session) {
        byId.remove(session.id());
        unindex(session);
    }

    /** It is open as before, even if it was spent. */
    void announcedAgain(Session session, SessionRecord.Opened record) {
        if (session.isSpent()) {
            index(session);
        }
        session.announcedAgain(record);
    }

    private void index(Session session) {
        byToken.computeIfAbsent(session.tokenId(), token -> new ArrayList<>(1)).add(session);
    }

    private void unindex(Session session) {
        byToken.computeIfPresent(session.tokenId(), (token, all) -> {
            all.remove(session);
            return all.isEmpty() ? null : all;
        });
    }

    void spend(Session claim, Instant now) {
        claim.spend(now);
        unindex(claim);
        spent.add(new Spent(now, claim));
    }

    void forgetSpentBefore(Instant time) {
        while (!spent.isEmpty() && spent.getFirst().time().isBefore(time)) {
            Session session = spent.removeFirst().session();
            // Else its pod has lived on and has announced it again, and perhaps it was left and taken again since.
            if (session.isSpentBefore(time) && byId.get(session.id()) == session) {
                remove(session);
            }
        }
    }
}
