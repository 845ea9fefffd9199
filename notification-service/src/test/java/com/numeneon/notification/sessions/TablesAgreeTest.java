package com.numeneon.notification.sessions;

import static com.numeneon.notification.sessions.WrittenLog.at;
import static org.assertj.core.api.Assertions.assertThat;

import com.numeneon.notification.stream.Cursor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Anything may happen in any order; the tables of three pods draw the same conclusions from it. */
class TablesAgreeTest {

    private static final List<String> PODS = List.of("p", "q", "r");
    private static final List<String> BROWSERS = List.of("firefox", "chrome");
    private static final int STEPS = 2_000;

    private final WrittenLog log = new WrittenLog("p", "q", "r");
    private final Map<String, SocketOpening> held = new HashMap<>();
    private final Map<String, String> podOf = new HashMap<>();
    private final List<String> all = new ArrayList<>();
    private final Set<String> served = new HashSet<>();
    private long head = 1;
    private int claimsTaken;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void no_claim_goes_to_two_sockets_and_none_is_lost(long seed) {
        Random random = new Random(seed);

        for (int step = 0; step < STEPS; step++) {
            log.pass(Duration.ofMillis(random.nextInt(4_000)));
            head += random.nextInt(5);
            checked(next(random));
        }

        assertThat(claimsTaken).isGreaterThan(STEPS / 20);
    }

    private SessionRecord next(Random random) {
        String pod = PODS.get(random.nextInt(PODS.size()));
        int kind = random.nextInt(100);
        if (kind < 30 || held.isEmpty()) {
            return opened(random, pod);
        }
        SocketOpening socket = held.values().stream()
                .sorted(Comparator.comparing(SocketOpening::session))
                .skip(random.nextInt(held.size()))
                .findFirst()
                .orElseThrow();
        if (kind < 50) {
            return closed(random, socket);
        }
        if (kind < 58) {
            held.remove(socket.session());
            return new SessionRecord.Ended(socket.session());
        }
        if (kind < 80) {
            return new SessionRecord.PodReport(
                    pod, at(random.nextLong(head)), Map.of(), random.nextLong(log.end() + 1));
        }
        if (kind < 88) {
            return new SessionRecord.PodLost(pod, "q", log.end());
        }
        if (kind < 94 && !served.isEmpty()) {
            String claim = served.iterator().next();
            served.remove(claim);
            return new SessionRecord.Ended(claim);
        }
        return new SessionRecord.Opened(socket, podOf(socket), true);
    }

    private SessionRecord opened(Random random, String pod) {
        String browser = BROWSERS.get(random.nextInt(BROWSERS.size()));
        long position = Math.max(0, head - random.nextInt(3));
        SocketOpening socket = new SocketOpening("s" + all.size(), 9, browser, at(position), random.nextInt(10) == 0);
        all.add(socket.session());
        held.put(socket.session(), socket);
        podOf.put(socket.session(), pod);
        return new SessionRecord.Opened(socket, pod, false);
    }

    private SessionRecord closed(Random random, SocketOpening socket) {
        held.remove(socket.session());
        return new SessionRecord.Closed(
                socket.session(),
                9,
                socket.tokenId(),
                podOf(socket),
                random.nextBoolean() ? null : at(random.nextLong(head)),
                random.nextLong(log.end() + 1));
    }

    private String podOf(SocketOpening socket) {
        return podOf.getOrDefault(socket.session(), "");
    }

    private void checked(SessionRecord record) {
        SessionTable any = log.table("p");
        Set<String> spentBefore = spent(any);
        boolean claimWaits = record instanceof SessionRecord.Opened opened
                && !opened.again()
                && !opened.socket().cursors()
                && all.stream()
                        .flatMap(id -> any.session(id).stream())
                        .anyMatch(session -> session.isLiveClaim(any.now())
                                && session.tokenId().equals(opened.socket().tokenId())
                                && !session.isOver(any.now().plusSeconds(10)));

        log.write(record);

        List<String> taken = taken();
        Set<String> spent = spent(any);
        spent.removeAll(spentBefore);
        assertThat(taken).as("each once, by nobody but its taker's pod").containsExactlyInAnyOrderElementsOf(spent);
        if (claimWaits) {
            assertThat(taken).hasSize(1);
        }
        for (String id : all) {
            any.session(id)
                    .filter(session -> session.isLiveClaim(any.now()))
                    .ifPresent(claim -> assertThat(all.stream()
                                    .flatMap(other -> any.session(other).stream())
                                    .filter(open -> open.tokenId().equals(claim.tokenId()) && open.lacks(claim)))
                            .as("who lacks what %s left", id)
                            .isEmpty());
        }
        claimsTaken += taken.size();
        served.addAll(taken);
        for (String id : all) {
            assertThat(PODS.stream().map(pod -> state(log.table(pod), id)).distinct())
                    .as("what is known of %s", id)
                    .hasSize(1);
        }
    }

    private List<String> taken() {
        List<String> taken = new ArrayList<>();
        for (String pod : PODS) {
            for (Decision decision : log.decisionsOf(pod)) {
                if (decision instanceof Decision.Begin begin && begin.claim() != null) {
                    taken.add(begin.claim().session());
                    assertThat(podOf.get(begin.session())).isEqualTo(pod);
                } else if (decision instanceof Decision.Fill fill) {
                    taken.add(fill.claim().session());
                    assertThat(podOf.get(fill.session())).isEqualTo(pod);
                }
            }
        }
        return taken;
    }

    private Set<String> spent(SessionTable table) {
        Set<String> spent = new HashSet<>();
        for (String id : all) {
            table.session(id).filter(Session::isSpent).ifPresent(session -> spent.add(id));
        }
        return spent;
    }

    private record Known(boolean open, boolean claim, Cursor position) {}

    private static Optional<Known> state(SessionTable table, String id) {
        return table.session(id).map(session -> new Known(session.isOpen(), session.isClaim(), session.position()));
    }
}
