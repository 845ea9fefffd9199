package com.numeneon.notification.sessions;

import static com.numeneon.notification.sessions.WrittenLog.at;
import static org.assertj.core.api.Assertions.assertThat;

import com.numeneon.notification.stream.Cursor;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Of the pod "m"; the others are what stands in the topic. */
class SessionWatchTest {

    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);
    private final JournalQueue queue = new JournalQueue();
    private final WaitingSockets waiting = new WaitingSockets(nanos::get);
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Sockets sockets = new Sockets();
    private final QueuedSessionJournal journal =
            new QueuedSessionJournal(new PodId("m"), queue, new NoLog(), waiting, meters);
    private final SessionWatch watch =
            new SessionWatch(new PodId("m"), sockets, journal, waiting, new ClaimMetrics(meters), nanos::get);
    private Instant time = Instant.parse("2026-11-22T15:00:00Z");
    private long offset;

    @Test
    void while_it_fills_it_only_learns() {
        sockets.acknowledged = Optional.of(new PodSessions.Acknowledged(at(20), Map.of()));
        comes(opened("a", "s1", 10));
        pass(Duration.ofMinutes(20));

        watch.round();
        assertThat(written()).isEmpty();

        watch.filled();
        watch.round();
        assertThat(written()).hasSize(1);
    }

    @Test
    void it_reports_once_a_second_what_its_sockets_have_acknowledged_and_what_it_knows() {
        watch.filled();
        watch.round();
        assertThat(written()).as("it has no sockets").isEmpty();
        sockets.acknowledged = Optional.of(new PodSessions.Acknowledged(at(20), Map.of("s1", at(3))));
        comes(opened("a", "s0", 10));

        pass(Duration.ofSeconds(1));
        watch.round();
        pass(Duration.ofMillis(900));
        watch.round();
        assertThat(written()).containsExactly(new SessionRecord.PodReport("m", at(20), Map.of("s1", at(3)), 1));

        pass(Duration.ofMillis(100));
        watch.round();
        assertThat(written()).hasSize(1);
    }

    @Test
    void sockets_too_many_to_be_named_are_reported_by_the_position_that_all_of_them_have_reached() {
        watch.filled();
        Map<String, Cursor> behind = new HashMap<>();
        for (int i = 0; i < 3_001; i++) {
            behind.put("s" + i, at(5 + i % 7));
        }
        sockets.acknowledged = Optional.of(new PodSessions.Acknowledged(at(20), behind));

        watch.round();

        assertThat(written()).containsExactly(new SessionRecord.PodReport("m", at(5), Map.of(), 0));
    }

    @Test
    void a_socket_gets_what_was_left_for_it_and_the_claim_its_tombstone() {
        watch.filled();
        comes(closed("a", "s0", 14));

        opens("s1", 20);

        assertThat(sockets.told).containsExactly("begin s1 at " + at(14));
        assertThat(written()).containsExactly(new SessionRecord.Ended("s0"));
        assertThat(claims("taken")).isOne();
    }

    @Test
    void a_claim_that_comes_later_is_filled_in() {
        watch.filled();
        comes(opened("a", "s0", 10));
        opens("s1", 20);
        comes(report("a"));

        comes(closed("a", "s0", 14));

        assertThat(sockets.told).containsExactly("begin s1", "fill s1 at " + at(14));
        assertThat(written()).containsExactly(new SessionRecord.Ended("s0"));
        assertThat(claims("filled")).isOne();
    }

    @Test
    void a_socket_that_took_a_claim_gets_a_share_of_a_later_one_that_stays() {
        watch.filled();
        comes(opened("a", "s0", 10));
        comes(opened("b", "s1", 15));
        comes(closed("b", "s1", 20));
        opens("s2", 21);
        written();

        comes(closed("a", "s0", 10));

        assertThat(sockets.told).containsExactly("begin s2 at " + at(20), "fill s2 at " + at(10));
        assertThat(written()).isEmpty();
        assertThat(claims("shared")).isOne();
    }

    @Test
    void a_pod_that_says_nothing_for_three_seconds_is_lost_to_a_socket_that_waits_for_it() {
        watch.filled();
        comes(opened("a", "s0", 10));
        opens("s1", 20);
        for (int i = 0; i < 5; i++) {
            pass(Duration.ofMillis(500));
            comes(report("b"));
            watch.round();
        }
        assertThat(written()).as("after 2.5 s").isEmpty();

        pass(Duration.ofMillis(500));
        watch.round();
        watch.round();

        SessionRecord lost = new SessionRecord.PodLost("a", "m", 0);
        assertThat(written()).as("once").containsExactly(lost);
        comes(lost);
        assertThat(sockets.told).containsExactly("begin s1 at " + at(10));
    }

    @Test
    void nobody_is_lost_while_nothing_at_all_comes_nor_right_after() {
        watch.filled();
        comes(opened("a", "s0", 10));
        opens("s1", 20);
        pass(Duration.ofSeconds(9));
        watch.round();
        assertThat(written()).isEmpty();

        comes(report("b"));
        watch.round();
        assertThat(written()).isEmpty();
        comes(report("a"));

        assertThat(sockets.told).containsExactly("begin s1");
    }

    @Test
    void a_pod_silent_for_long_is_lost_at_once_if_the_others_were_heard() {
        watch.filled();
        comes(opened("a", "s0", 10));
        for (int i = 0; i < 6; i++) {
            pass(Duration.ofSeconds(1));
            comes(report("b"));
        }

        opens("s1", 20);
        watch.round();

        assertThat(written()).containsExactly(new SessionRecord.PodLost("a", "m", 0));
    }

    @Test
    void a_socket_whose_record_does_not_come_back_goes_live_and_gets_later_what_was_left() {
        watch.filled();
        comes(closed("a", "s0", 14));
        SocketOpening socket = socket("s1", 20);
        journal.opened(socket);
        pass(WaitingSockets.LONGEST.minusMillis(1));
        watch.round();
        assertThat(sockets.told).isEmpty();

        pass(Duration.ofMillis(1));
        watch.round();
        assertThat(sockets.told).containsExactly("begin s1");
        comes(new SessionRecord.Opened(socket, "m", false));

        assertThat(sockets.told).containsExactly("begin s1", "fill s1 at " + at(14));
        assertThat(claims("unknown")).isOne();
    }

    @Test
    void a_socket_that_is_gone_is_not_begun() {
        watch.filled();
        journal.opened(socket("s1", 20));
        journal.left("s1");
        pass(WaitingSockets.LONGEST);

        watch.round();

        assertThat(sockets.told).isEmpty();
    }

    @Test
    void taken_for_dead_it_says_again_what_it_holds_but_not_what_has_ended() {
        watch.filled();
        opens("s1", 20);
        opens("s2", 20);
        sockets.open = List.of(socket("s1", 25), socket("s2", 25));
        journal.dropped("s2", at(24), journal.read());
        written();

        comes(new SessionRecord.PodLost("m", "a", offset));

        assertThat(written()).containsExactly(new SessionRecord.Opened(socket("s1", 25), "m", true));
    }

    @Test
    void when_the_topic_begins_anew_sockets_are_announced_and_what_is_read_twice_is_served_once() {
        watch.filled();
        comes(closed("a", "s0", 14));
        opens("s1", 20);
        journal.opened(socket("s2", 21));
        sockets.open = List.of(socket("s1", 25), socket("s2", 21));
        written();
        sockets.told.clear();

        watch.restart();
        assertThat(written())
                .containsExactly(
                        new SessionRecord.Opened(socket("s1", 25), "m", true),
                        new SessionRecord.Opened(socket("s2", 21), "m", true));
        assertThat(sockets.told).as("nobody waits for what may be gone").containsExactly("begin s2");
        offset = 0;
        comes(closed("a", "s0", 14));
        comes(new SessionRecord.Opened(socket("s1", 20), "m", false));

        assertThat(sockets.told).containsExactly("begin s2");
        assertThat(written()).isEmpty();
    }

    @Test
    void its_own_claims_get_tombstones_when_they_are_over() {
        watch.filled();
        opens("s1", 20);
        journal.dropped("s1", at(25), journal.read());
        written();
        comes(closed("m", "s1", 25));
        comes(closed("a", "s0", 14));

        pass(SessionTable.CLAIM_LIFE.plusSeconds(10));
        comes(report("b"));
        watch.round();
        pass(Duration.ofSeconds(1));
        comes(report("b"));
        watch.round();

        assertThat(written()).containsExactly(new SessionRecord.Ended("s1"));
        assertThat(claims("expired")).isOne();
        assertThat(claims("left")).isOne();
    }

    @Test
    void all_of_a_pod_that_is_gone_gets_tombstones_from_the_smallest_living_one() {
        watch.filled();
        comes(opened("dead", "s0", 10));

        live("a", SessionTable.SPENT_MEMORY.plusSeconds(20));
        assertThat(written()).as("a is smaller").isEmpty();
        live("z", Duration.ofSeconds(20));

        assertThat(written()).containsExactly(new SessionRecord.Ended("s0"), new SessionRecord.PodEnded("dead"));
    }

    @Test
    void a_tombstone_that_found_no_room_is_written_later() {
        watch.filled();
        opens("s1", 20);
        journal.dropped("s1", at(25), journal.read());
        written();
        comes(closed("m", "s1", 25));
        pass(SessionTable.CLAIM_LIFE.plusSeconds(10));
        comes(report("b"));
        IntStream.range(0, JournalQueue.MAX_WAITING).forEach(i -> journal.write(new SessionRecord.Ended("other")));
        watch.round();
        assertThat(written()).doesNotContain(new SessionRecord.Ended("s1"));

        live("b", Duration.ofSeconds(11));

        assertThat(written()).containsExactly(new SessionRecord.Ended("s1"));
        assertThat(claims("expired")).isOne();
    }

    @Test
    void a_pod_has_ended_only_when_all_that_it_held_has() {
        watch.filled();
        comes(opened("dead", "s0", 10));
        live("z", SessionTable.SPENT_MEMORY);
        IntStream.range(0, JournalQueue.MAX_WAITING - 1).forEach(i -> journal.write(new SessionRecord.Ended("other")));
        journal.write(new SessionRecord.Ended("last"));
        live("z", Duration.ofSeconds(20));
        assertThat(written()).endsWith(new SessionRecord.Ended("last"));

        live("z", Duration.ofSeconds(11));

        assertThat(written()).startsWith(new SessionRecord.Ended("s0"), new SessionRecord.PodEnded("dead"));
    }

    private void live(String pod, Duration duration) {
        for (int second = 0; second < duration.toSeconds(); second++) {
            pass(Duration.ofSeconds(1));
            comes(report(pod));
            watch.round();
        }
    }

    private void pass(Duration duration) {
        nanos.addAndGet(duration.toNanos());
        time = time.plus(duration);
    }

    private void comes(SessionRecord record) {
        watch.read(offset++, time, record);
    }

    /** One of this pod, whose record comes back. */
    private void opens(String session, long position) {
        SocketOpening socket = socket(session, position);
        journal.opened(socket);
        SessionRecord opened = new SessionRecord.Opened(socket, "m", false);
        assertThat(written()).contains(opened);
        comes(opened);
    }

    private static SocketOpening socket(String session, long position) {
        return new SocketOpening(session, 9, WrittenLog.BROWSER, at(position), false);
    }

    private static SessionRecord opened(String pod, String session, long position) {
        return new SessionRecord.Opened(socket(session, position), pod, false);
    }

    private SessionRecord closed(String pod, String session, long position) {
        return new SessionRecord.Closed(session, 9, WrittenLog.BROWSER, pod, at(position), offset);
    }

    private SessionRecord report(String pod) {
        return new SessionRecord.PodReport(pod, at(10), Map.of(), offset);
    }

    /** What was said since this was asked last. */
    private List<SessionRecord> written() {
        List<SessionRecord> written = new ArrayList<>();
        try {
            while (queue.size() > 0) {
                SessionRecord record = queue.take();
                if (record != null) {
                    written.add(record);
                    queue.done(record);
                }
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return written;
    }

    private double claims(String outcome) {
        return meters.counter("numeneon.claims", "outcome", outcome).count();
    }

    private static final class Sockets implements PodSessions {

        private final List<String> told = new ArrayList<>();
        private Optional<Acknowledged> acknowledged = Optional.empty();
        private List<SocketOpening> open = List.of();

        @Override
        public void begin(String session, @Nullable Cursor claim) {
            told.add("begin " + session + (claim == null ? "" : " at " + claim));
        }

        @Override
        public void fill(String session, Cursor claim) {
            told.add("fill " + session + " at " + claim);
        }

        @Override
        public Optional<Acknowledged> acknowledged() {
            return acknowledged;
        }

        @Override
        public List<SocketOpening> open() {
            return open;
        }
    }
}
