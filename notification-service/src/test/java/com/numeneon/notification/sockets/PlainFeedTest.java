package com.numeneon.notification.sockets;

import static com.numeneon.notification.sockets.OneUsersSockets.at;
import static com.numeneon.notification.sockets.OneUsersSockets.texts;
import static org.assertj.core.api.Assertions.assertThat;

import com.numeneon.notification.stream.Cursor;
import com.numeneon.notification.stream.StreamPosition;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Sockets without cursors, from their opening until their events come as they are read. */
class PlainFeedTest {

    private final OneUsersSockets sockets = OneUsersSockets.undecided();
    private final FakeChannel channel = FakeChannel.readingAtOnce();

    @Test
    void until_it_is_decided_a_socket_gets_its_first_frame_and_nothing_else() {
        sockets.open(channel);
        sockets.push("waits");

        assertThat(channel.written).hasSize(1).first().asString().contains("connection_established");
    }

    @Test
    void the_journal_is_told_where_it_was_opened() {
        sockets.push("before");
        sockets.open(channel);

        assertThat(sockets.pod.opened).singleElement().satisfies(opening -> {
            assertThat(opening.session()).isEqualTo(TestSockets.session(1));
            assertThat(opening.user()).isEqualTo(OneUsersSockets.BOB);
            assertThat(opening.tokenId()).isEqualTo("token");
            assertThat(opening.position()).isEqualTo(at(1));
            assertThat(opening.cursors()).isFalse();
        });
    }

    @Test
    void with_nothing_left_for_it_it_gets_all_since_its_opening_and_then_what_is_new() {
        sockets.push("before");
        sockets.open(channel);
        sockets.push("waits 1", "waits 2");

        sockets.pod.open.begin(TestSockets.session(1), null);
        sockets.push("new");

        assertThat(texts(channel)).containsExactly("waits 1", "waits 2", "new");
        assertThat(sockets.pod.count("numeneon.catch.ups", "outcome", "recovered"))
                .isZero();
    }

    @Test
    void a_decision_that_comes_before_the_upgrade_is_done_waits_for_it() {
        SocketSession session = sockets.registered(new CursorWish.None());
        sockets.pod.open.begin(TestSockets.session(1), null);
        sockets.push("waits");

        session.opened(channel);

        assertThat(texts(channel)).containsExactly("waits");
    }

    @Test
    void with_a_claim_it_gets_all_since_that_then_what_is_new_and_no_word_of_it() {
        sockets.push("acknowledged", "left 1", "left 2");
        sockets.open(channel);
        sockets.push("waits");

        sockets.pod.open.begin(TestSockets.session(1), at(1));
        sockets.push("new");

        assertThat(texts(channel)).containsExactly("left 1", "left 2", "waits", "new");
        assertThat(channel.written)
                .allSatisfy(text -> assertThat(text).doesNotContain("cursor").doesNotContain("event_id"));
        assertThat(sockets.pod.count("numeneon.catch.ups", "outcome", "recovered"))
                .isOne();
    }

    @Test
    void what_the_window_has_forgotten_of_a_claim_comes_from_the_history() {
        List<OneUsersSockets> self = new ArrayList<>();
        OneUsersSockets old = OneUsersSockets.undecided((from, to, user) -> Optional.of(
                List.of(self.getFirst().event(5, "forgotten 1"), self.getFirst().event(6, "forgotten 2"))));
        self.add(old);
        old.beginAt(7);
        old.open(channel);
        old.pod.open.begin(TestSockets.session(1), at(5));

        assertThat(texts(channel)).containsExactly("forgotten 1", "forgotten 2");
    }

    @Test
    void a_claim_that_cannot_be_served_leaves_all_since_the_opening() {
        sockets.beginAt(3);
        sockets.open(channel);
        FakeChannel other = FakeChannel.readingAtOnce();
        sockets.open(other);
        sockets.push("waits");

        sockets.pod.open.begin(TestSockets.session(1), at(1));
        sockets.pod.open.begin(TestSockets.session(2), new Cursor(5, StreamPosition.START));

        assertThat(texts(channel)).containsExactly("waits");
        assertThat(texts(other)).containsExactly("waits");
        assertThat(sockets.pod.count("numeneon.catch.ups", "outcome", "too_old"))
                .isOne();
        assertThat(sockets.pod.count("numeneon.catch.ups", "outcome", "unknown_epoch"))
                .isOne();
    }

    @Test
    void a_claim_that_is_ahead_of_this_pod_waits_for_it_and_brings_nothing_twice() {
        sockets.open(channel);
        sockets.pod.open.begin(TestSockets.session(1), at(2));

        sockets.push("read elsewhere 1", "read elsewhere 2", "new");
        sockets.pass(Duration.ofMillis(20));

        assertThat(texts(channel)).containsExactly("new");
    }

    @Test
    void an_undecided_socket_is_not_stuck_however_long_it_takes() {
        SocketSession session = sockets.open(channel);
        sockets.pass(SocketEvents.CATCH_UP_TIMEOUT.plusSeconds(1));
        assertThat(session.beat()).isTrue();
        session.heard();
        sockets.pod.open.begin(TestSockets.session(1), null);

        assertThat(session.beat()).isTrue();
        assertThat(channel.closes).isEmpty();
    }

    @Test
    void a_claim_that_is_not_read_for_long_closes_the_socket() {
        sockets.push("x".repeat(40_000), "y".repeat(40_000));
        FakeChannel slow = FakeChannel.readingWhenAsked();
        SocketSession session = sockets.open(slow);
        sockets.pod.open.begin(TestSockets.session(1), at(0));

        sockets.pass(SocketEvents.CATCH_UP_TIMEOUT.plusSeconds(1));
        session.beat();

        assertThat(slow.closes).containsExactly(CloseCode.TOO_SLOW);
    }

    @Test
    void when_the_stream_begins_anew_who_is_not_live_gets_what_is_new_and_who_is_live_goes_on() {
        sockets.open(channel);
        FakeChannel live = FakeChannel.readingAtOnce();
        sockets.open(live);
        sockets.pod.open.begin(TestSockets.session(2), null);
        sockets.push("of the old stream");

        sockets.pod.window.restart(78, StreamPosition.START);
        sockets.registry.streamBeganAnew();
        sockets.pod.open.begin(TestSockets.session(1), null);
        sockets.push("new");

        assertThat(texts(channel)).containsExactly("new");
        assertThat(texts(live)).containsExactly("of the old stream", "new");
        assertThat(live.closes).isEmpty();
    }

    @Test
    void a_claim_that_comes_late_is_sent_up_to_the_opening_and_not_further() {
        sockets.push("acknowledged", "left 1", "left 2");
        sockets.open(channel);
        sockets.pod.open.begin(TestSockets.session(1), null);
        sockets.push("live 1");

        sockets.pod.open.fill(TestSockets.session(1), at(1));
        sockets.push("live 2");

        assertThat(texts(channel)).containsExactly("live 1", "left 1", "left 2", "live 2");
        assertThat(sockets.pod.count("numeneon.catch.ups", "outcome", "recovered"))
                .isOne();
    }

    @Test
    void a_late_claim_larger_than_the_queue_comes_as_fast_as_it_is_read_while_live_frames_go_on() {
        for (int i = 0; i < 20; i++) {
            sockets.push(i + "x".repeat(20_000));
        }
        FakeChannel slow = FakeChannel.readingWhenAsked();
        sockets.open(slow);
        sockets.pod.open.begin(TestSockets.session(1), null);

        sockets.pod.open.fill(TestSockets.session(1), at(0));
        sockets.push("live");
        while (slow.isWriting()) {
            slow.read();
        }

        assertThat(slow.closes).isEmpty();
        assertThat(texts(slow)).hasSize(21).doesNotHaveDuplicates();
        assertThat(texts(slow).indexOf("live")).isLessThan(10);
    }

    @Test
    void what_the_window_has_forgotten_of_a_late_claim_comes_from_the_history_up_to_the_opening() {
        List<StreamPosition> asked = new ArrayList<>();
        List<OneUsersSockets> self = new ArrayList<>();
        OneUsersSockets old = OneUsersSockets.undecided((from, to, user) -> {
            asked.add(from);
            asked.add(to);
            return Optional.of(List.of(self.getFirst().event(5, "forgotten")));
        });
        self.add(old);
        old.beginAt(6);
        old.open(channel);
        old.pod.open.begin(TestSockets.session(1), null);

        old.pod.open.fill(TestSockets.session(1), at(5));

        assertThat(texts(channel)).containsExactly("forgotten");
        assertThat(asked).containsExactly(at(5).position(), at(6).position());
    }

    @Test
    void a_second_late_claim_that_comes_as_the_first_one_ends_is_sent_to_its_end() {
        sockets.push("x", "y");
        Halting halting = new Halting();
        sockets.registered(new CursorWish.None()).opened(halting);
        sockets.pod.open.begin(TestSockets.session(1), null);
        halting.atThePing = () -> {
            sockets.push("z".repeat(40_000));
            sockets.pod.open.fill(TestSockets.session(1), at(0));
        };

        sockets.pod.open.fill(TestSockets.session(1), at(1));
        assertThat(sockets.pod.open.acknowledged().orElseThrow().lowest()).isEqualTo(at(0));
        halting.goOn();

        assertThat(halting.texts).anyMatch(text -> text.contains("\"x\""));
    }

    @Test
    void a_late_claim_that_ends_behind_the_one_that_is_being_sent_does_not_cut_that_short() {
        sockets.push("left", "x".repeat(40_000), "y".repeat(40_000), "z");
        FakeChannel slow = FakeChannel.readingWhenAsked();
        sockets.open(slow);
        sockets.pod.open.begin(TestSockets.session(1), at(0));

        sockets.pod.open.fill(TestSockets.session(1), at(3));
        assertThat(sockets.pod.open.acknowledged().orElseThrow().lowest()).isEqualTo(at(0));
        while (slow.isWriting()) {
            slow.read();
        }

        assertThat(texts(slow)).contains("left", "y".repeat(40_000), "z");
    }

    @Test
    void a_late_claim_of_another_stream_does_not_cut_short_what_is_being_sent() {
        sockets.push("x".repeat(40_000), "y".repeat(40_000), "z");
        FakeChannel slow = FakeChannel.readingWhenAsked();
        sockets.open(slow);
        sockets.pod.open.begin(TestSockets.session(1), at(0));

        sockets.pod.open.fill(TestSockets.session(1), new Cursor(5, StreamPosition.START));
        while (slow.isWriting()) {
            slow.read();
        }

        assertThat(texts(slow)).containsExactly("x".repeat(40_000), "y".repeat(40_000), "z");
    }

    @Test
    void a_second_claim_is_sent_up_to_where_the_first_one_began() {
        sockets.push("left 1", "left 2", "left 3");
        sockets.open(channel);
        sockets.pod.open.begin(TestSockets.session(1), at(2));

        sockets.pod.open.fill(TestSockets.session(1), at(1));
        sockets.pod.open.fill(TestSockets.session(1), at(0));

        assertThat(texts(channel)).containsExactly("left 3", "left 2", "left 1");
    }

    @Test
    void a_late_claim_while_the_socket_is_not_live_yet_comes_in_order() {
        sockets.push("left");
        FakeChannel slow = FakeChannel.readingWhenAsked();
        sockets.open(slow);
        sockets.push("x".repeat(40_000), "y".repeat(40_000));
        sockets.pod.open.begin(TestSockets.session(1), null);

        sockets.pod.open.fill(TestSockets.session(1), at(0));
        while (slow.isWriting()) {
            slow.read();
        }

        assertThat(texts(slow)).contains("left").endsWith("y".repeat(40_000));
    }

    @Test
    void a_client_that_does_not_read_a_late_claim_is_closed_as_too_slow() {
        for (int i = 0; i < 20; i++) {
            sockets.push(i + "x".repeat(20_000));
        }
        FakeChannel slow = FakeChannel.readingWhenAsked();
        SocketSession session = sockets.open(slow);
        sockets.pod.open.begin(TestSockets.session(1), null);
        sockets.pod.open.fill(TestSockets.session(1), at(0));
        sockets.pass(SocketEvents.CATCH_UP_TIMEOUT);
        assertThat(session.events().isStuck(SocketEvents.CATCH_UP_TIMEOUT)).isFalse();

        sockets.pass(Duration.ofMillis(1));
        session.beat();

        assertThat(slow.closes).containsExactly(CloseCode.TOO_SLOW);
    }

    @Test
    void a_catch_up_that_breaks_sends_its_client_away_to_come_back() {
        OneUsersSockets broken = OneUsersSockets.undecided((from, to, user) -> {
            throw new IllegalStateException("broken");
        });
        broken.beginAt(6);
        broken.open(channel);
        FakeChannel other = FakeChannel.readingAtOnce();
        broken.open(other);

        broken.pod.open.begin(TestSockets.session(1), at(5));
        broken.pod.open.begin(TestSockets.session(2), null);
        broken.pod.open.fill(TestSockets.session(2), at(5));

        assertThat(channel.closes).containsExactly(CloseCode.RESTART);
        assertThat(other.closes).containsExactly(CloseCode.RESTART);
    }

    /** A client that reads at once until it is asked whether it does; then only when told to go on. */
    private static final class Halting implements SocketChannel {

        private final List<String> texts = new ArrayList<>();
        private Runnable atThePing = () -> {};
        private @Nullable Completion halted;

        @Override
        public void send(String text, Completion completion) {
            texts.add(text);
            completion.written();
        }

        @Override
        public void ping(int number, Completion completion) {
            halted = completion;
            Runnable once = atThePing;
            atThePing = () -> {};
            once.run();
        }

        void goOn() {
            while (halted != null) {
                Completion completion = halted;
                halted = null;
                completion.written();
            }
        }

        @Override
        public void ping() {}

        @Override
        public void close(CloseCode code) {}

        @Override
        public void abort() {}
    }
}
