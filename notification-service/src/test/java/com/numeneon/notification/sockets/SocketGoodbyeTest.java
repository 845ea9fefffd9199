package com.numeneon.notification.sockets;

import static com.numeneon.notification.sockets.OneUsersSockets.at;
import static com.numeneon.notification.sockets.OneUsersSockets.texts;
import static org.assertj.core.api.Assertions.assertThat;

import com.numeneon.notification.sockets.TestSockets.Dropped;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the journal is told about the end of a socket, and how one is sent away without losing anything. */
class SocketGoodbyeTest {

    private final OneUsersSockets sockets = OneUsersSockets.live();
    private final FakeChannel channel = FakeChannel.readingAtOnce();
    private final SocketSession session = sockets.open(channel);

    @ParameterizedTest
    @ValueSource(ints = {1000, 1001})
    void a_client_that_goes_by_itself_has_left(int code) {
        session.closedByPeer(code);

        assertThat(sockets.pod.left).containsExactly(TestSockets.session(1));
        assertThat(sockets.pod.dropped).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {1002, 1005, 1006, 1009, 4001, 4711})
    void any_other_end_drops_it_at_what_it_acknowledged(int code) {
        sockets.push("unacknowledged");

        session.closedByPeer(code);

        assertThat(sockets.pod.dropped).containsExactly(new Dropped(TestSockets.session(1), at(0)));
        assertThat(sockets.pod.left).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void our_own_end_says_by_its_code_what_it_is(CloseCode code) {
        session.close(code);
        assertThat(sockets.pod.dropped).isEmpty();
        session.closedByPeer(code.code());

        boolean left = switch (code) {
            case CREDENTIAL_NO_LONGER_VALID, SESSION_REVOKED, BAD_FRAME, FLOODING -> true;
            case RESTART, TOO_SLOW, NO_HEARTBEAT -> false;
        };
        assertThat(sockets.pod.left).hasSize(left ? 1 : 0);
        assertThat(sockets.pod.dropped).hasSize(left ? 0 : 1);
    }

    @Test
    void a_socket_with_cursors_has_left_however_it_ends() {
        SocketSession with = sockets.registered(new CursorWish.New());
        with.opened(FakeChannel.readingAtOnce());

        with.closedByPeer(1006);

        assertThat(sockets.pod.left).containsExactly(TestSockets.session(2));
    }

    @Test
    void a_handshake_that_comes_to_nothing_keeps_what_it_may_have_taken() {
        OneUsersSockets undecided = OneUsersSockets.undecided();
        SocketSession withdrawn = undecided.registered(new CursorWish.None());

        withdrawn.withdrawUnlessOpen();

        assertThat(undecided.pod.dropped).containsExactly(new Dropped(TestSockets.session(1), null));
        assertThat(undecided.pod.open.open()).isEmpty();
    }

    @Test
    void nothing_is_told_of_the_end_of_a_socket_whose_opening_was_not_told() {
        JournalEntries entries = new JournalEntries(sockets.pod, "other");
        entries.left();
        entries.opened(sockets.pod.opened.getFirst());

        assertThat(sockets.pod.left).isEmpty();
        assertThat(sockets.pod.opened).hasSize(1);
    }

    @Test
    void an_end_while_the_opening_is_being_told_is_told_after_it() {
        OneUsersSockets ending = OneUsersSockets.undecided();
        ending.pod.whileOpening = () -> ending.registry.closeLoginSession(OneUsersSockets.BOB, "login");

        ending.registered(new CursorWish.None());

        assertThat(ending.pod.opened).hasSize(1);
        assertThat(ending.pod.left).containsExactly(TestSockets.session(1));
    }

    @Test
    void who_is_sent_away_gets_all_that_was_queued_before_the_goodbye_and_nothing_of_later() {
        FakeChannel slow = FakeChannel.readingWhenAsked();
        SocketSession leaving = sockets.open(slow);
        sockets.push("1", "2");

        leaving.goAway();
        sockets.push("late");
        slow.read();
        slow.read();
        assertThat(slow.closes).isEmpty();
        slow.read();

        assertThat(slow.closes).containsExactly(CloseCode.RESTART);
        assertThat(texts(slow)).containsExactly("1", "2");
        assertThat(slow.isWriting()).isFalse();
    }

    @Test
    void the_answer_to_the_goodbye_proves_that_all_was_read() {
        sockets.push("1", "2");
        session.goAway();
        sockets.push("late");
        assertThat(sockets.pod.dropped).isEmpty();

        session.closedByPeer(1012);

        assertThat(sockets.pod.dropped).containsExactly(new Dropped(TestSockets.session(1), at(2)));
    }

    @ParameterizedTest
    @ValueSource(ints = {1000, 1001})
    void a_client_that_goes_by_itself_while_our_goodbye_is_on_its_way_has_left(int code) {
        session.goAway();

        session.closedByPeer(code);

        assertThat(sockets.pod.left).containsExactly(TestSockets.session(1));
        assertThat(sockets.pod.dropped).isEmpty();
    }

    @Test
    void the_position_of_a_goodbye_says_nothing_of_a_claim_that_came_behind_it() {
        sockets.push("left", "2");
        SocketSession leaving = sockets.open(FakeChannel.readingAtOnce());
        sockets.pod.read = 5;
        leaving.goAway();

        sockets.pod.open.fill(TestSockets.session(2), at(0));
        sockets.pod.read = 6;
        leaving.closedByPeer(1012);

        assertThat(sockets.pod.dropped).containsExactly(new Dropped(TestSockets.session(2), at(2), 5));
    }

    @Test
    void an_unanswered_goodbye_says_what_is_acknowledged_of_the_claim_too() {
        sockets.push("left", "2");
        SocketSession leaving = sockets.open(FakeChannel.readingAtOnce());
        leaving.goAway();

        sockets.pod.open.fill(TestSockets.session(2), at(0));
        sockets.pod.read = 6;
        leaving.closedByPeer(1006);

        assertThat(sockets.pod.dropped).containsExactly(new Dropped(TestSockets.session(2), at(0), 6));
    }

    @Test
    void a_goodbye_that_is_not_answered_in_time_proves_nothing() {
        sockets.push("1", "2");
        session.goAway();

        sockets.pass(SocketSession.CLOSE_TIMEOUT.minusMillis(1));
        assertThat(channel.aborted).isFalse();
        sockets.pass(Duration.ofMillis(1));
        assertThat(channel.aborted).isTrue();
        session.closedByPeer(1006);

        assertThat(sockets.pod.dropped).containsExactly(new Dropped(TestSockets.session(1), at(0)));
        assertThat(sockets.pod.count("numeneon.sockets.closed", "code", "1012")).isOne();
    }

    @Test
    void writing_the_rest_and_waiting_for_the_answer_take_no_longer_than_any_close() {
        FakeChannel stuck = FakeChannel.readingWhenAsked();
        SocketSession leaving = sockets.open(stuck);
        leaving.goAway();

        sockets.pass(SocketSession.CLOSE_TIMEOUT);
        leaving.closedByPeer(1006);

        assertThat(stuck.aborted).isTrue();
        assertThat(stuck.closes).isEmpty();
        assertThat(sockets.pod.count("numeneon.sockets.closed", "code", "1012")).isOne();
    }

    @Test
    void a_client_that_goes_by_itself_before_our_goodbye_has_left() {
        FakeChannel slow = FakeChannel.readingWhenAsked();
        SocketSession leaving = sockets.open(slow);
        leaving.goAway();

        leaving.closedByPeer(1001);

        assertThat(sockets.pod.left).containsExactly(TestSockets.session(2));
    }

    @Test
    void what_is_revoked_while_it_is_sent_away_is_told_so_at_once() {
        FakeChannel slow = FakeChannel.readingWhenAsked();
        SocketSession leaving = sockets.open(slow);
        leaving.goAway();

        leaving.close(CloseCode.SESSION_REVOKED);
        leaving.closedByPeer(4003);

        assertThat(slow.closes).containsExactly(CloseCode.SESSION_REVOKED);
        assertThat(sockets.pod.left).containsExactly(TestSockets.session(2));
    }

    @Test
    void a_socket_within_its_backlog_is_dropped_where_that_stands() {
        OneUsersSockets undecided = OneUsersSockets.undecided();
        undecided.push("x".repeat(40_000), "y".repeat(40_000), "z");
        FakeChannel slow = FakeChannel.readingWhenAsked();
        SocketSession leaving = undecided.open(slow);
        undecided.pod.open.begin(TestSockets.session(1), at(0));

        leaving.goAway();
        while (slow.isWriting()) {
            slow.read();
        }
        leaving.closedByPeer(1012);

        assertThat(texts(slow)).isEqualTo(List.of("x".repeat(40_000)));
        assertThat(undecided.pod.dropped).containsExactly(new Dropped(TestSockets.session(1), at(1)));
    }

    @Test
    void an_undecided_socket_is_dropped_with_no_position_of_its_own() {
        OneUsersSockets undecided = OneUsersSockets.undecided();
        SocketSession leaving = undecided.open(channel);

        leaving.goAway();
        leaving.closedByPeer(1012);

        assertThat(undecided.pod.dropped).containsExactly(new Dropped(TestSockets.session(1), null));
    }

    @Test
    void a_late_claim_that_is_not_all_sent_is_left_again_where_it_stands() {
        OneUsersSockets undecided = OneUsersSockets.undecided();
        undecided.push("x".repeat(40_000), "y".repeat(40_000), "z");
        FakeChannel slow = FakeChannel.readingWhenAsked();
        SocketSession leaving = undecided.open(slow);
        undecided.pod.open.begin(TestSockets.session(1), null);
        undecided.pod.open.fill(TestSockets.session(1), at(0));
        undecided.push("live");

        leaving.goAway();
        while (slow.isWriting()) {
            slow.read();
        }
        leaving.closedByPeer(1012);

        assertThat(texts(slow)).containsExactly("x".repeat(40_000), "live");
        assertThat(undecided.pod.dropped).containsExactly(new Dropped(TestSockets.session(1), at(1)));
    }
}
