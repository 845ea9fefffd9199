package com.numeneon.notification.sockets;

import static com.numeneon.notification.sockets.OneUsersSockets.at;
import static org.assertj.core.api.Assertions.assertThat;

import com.numeneon.contracts.topic.Topic;
import com.numeneon.notification.sessions.PodSessions;
import com.numeneon.notification.sessions.SocketOpening;
import com.numeneon.notification.tracing.DeliveryTrace;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How far the clients without cursors have read for certain. */
class AcknowledgementTest {

    private static final Duration TIME_FOR_A_PING = Acknowledgement.PING_AFTER;

    private final OneUsersSockets sockets = OneUsersSockets.undecided();
    private final FakeChannel channel = FakeChannel.readingAtOnce();

    @Test
    void without_sockets_there_is_nothing_to_tell() {
        assertThat(sockets.pod.open.acknowledged()).isEmpty();
    }

    @Test
    void a_pod_whose_sockets_all_have_cursors_tells_where_it_stands() {
        sockets.pod.window.pass(Topic.MESSAGES, 0, 41);
        sockets.registered(new CursorWish.New());

        assertThat(acknowledged()).isEqualTo(new PodSessions.Acknowledged(at(42), Map.of()));
    }

    @Test
    void a_socket_to_which_nothing_was_sent_has_acknowledged_all_that_the_pod_knows() {
        live();
        sockets.pod.window.pass(Topic.MESSAGES, 0, 41);
        sockets.pass(Duration.ofMinutes(1));

        assertThat(acknowledged().lowest()).isEqualTo(at(42));
        assertThat(acknowledged().behind()).isEmpty();
        assertThat(channel.asked).isEmpty();
    }

    @Test
    void a_frame_is_acknowledged_by_the_answer_to_the_ping_behind_it() {
        SocketSession session = live();
        sockets.pod.window.pass(Topic.MESSAGES, 0, 6);
        sockets.pod.window.pass(Topic.MESSAGES, 0, 7);
        SocketRegistry registry = sockets.registry;
        var event = sockets.event(8, "hello");
        sockets.pod.window.add(event, cursor -> registry.push(event, cursor, DeliveryTrace.NONE));
        assertThat(acknowledged().lowest()).as("before the frame").isEqualTo(at(8));

        sockets.pass(TIME_FOR_A_PING);
        assertThat(channel.asked).containsExactly(1);
        assertThat(acknowledged().lowest()).as("asked is not answered").isEqualTo(at(8));
        session.events().acknowledged(1);

        assertThat(acknowledged().lowest()).isEqualTo(at(9));
        sockets.pod.window.pass(Topic.MESSAGES, 0, 9);
        assertThat(acknowledged().lowest()).as("idle again").isEqualTo(at(10));
    }

    @Test
    void the_ping_waits_behind_the_frames_of_its_queue() {
        FakeChannel slow = FakeChannel.readingWhenAsked();
        sockets.open(slow);
        sockets.pod.open.begin(TestSockets.session(1), null);
        slow.read();
        sockets.push("1", "2");

        sockets.pass(TIME_FOR_A_PING);
        slow.read();
        assertThat(slow.asked).isEmpty();
        slow.read();
        slow.read();

        assertThat(slow.asked).containsExactly(1);
    }

    @Test
    void what_was_sent_after_the_ping_is_not_acknowledged_by_its_answer() {
        SocketSession session = live();
        sockets.push("1");
        sockets.pass(TIME_FOR_A_PING);
        sockets.push("2");

        session.events().acknowledged(1);

        assertThat(acknowledged().lowest()).isEqualTo(at(1));
        sockets.pass(TIME_FOR_A_PING);
        assertThat(channel.asked).containsExactly(1, 2);
        session.events().acknowledged(2);
        assertThat(acknowledged().lowest()).isEqualTo(at(2));
    }

    @Test
    void a_client_may_answer_the_last_of_several_pings_and_none_that_nobody_sent() {
        SocketSession session = live();
        sockets.push("1");
        sockets.pass(TIME_FOR_A_PING);
        sockets.push("2");
        sockets.pass(TIME_FOR_A_PING);
        assertThat(channel.asked).containsExactly(1, 2);

        session.events().acknowledged(77);
        assertThat(acknowledged().behind()).containsEntry(TestSockets.session(1), at(0));
        session.events().acknowledged(2);
        session.events().acknowledged(1);

        assertThat(acknowledged().lowest()).isEqualTo(at(2));
        assertThat(acknowledged().behind()).isEmpty();
    }

    @Test
    void who_is_far_behind_does_not_hold_the_others_back() {
        live();
        FakeChannel other = FakeChannel.readingAtOnce();
        SocketSession answering = sockets.open(other);
        sockets.pod.open.begin(TestSockets.session(2), null);
        sockets.push("1");
        sockets.pass(TIME_FOR_A_PING);
        answering.events().acknowledged(1);
        assertThat(acknowledged().lowest()).isEqualTo(at(0));

        sockets.pass(Duration.ofSeconds(1));

        assertThat(acknowledged().lowest()).isEqualTo(at(1));
        assertThat(acknowledged().behind())
                .containsOnlyKeys(TestSockets.session(1))
                .containsEntry(TestSockets.session(1), at(0));
    }

    @Test
    void an_undecided_socket_stands_at_its_opening_and_one_with_a_claim_there_until_that_is_answered() {
        sockets.push("0", "1", "2");
        SocketSession session = sockets.open(channel);
        sockets.push("3");
        assertThat(acknowledged().lowest()).isEqualTo(at(3));

        sockets.pod.open.begin(TestSockets.session(1), at(1));

        assertThat(acknowledged().lowest()).isEqualTo(at(1));
        assertThat(channel.asked).as("right behind the backlog").containsExactly(1);
        session.events().acknowledged(1);
        assertThat(acknowledged().lowest()).isEqualTo(at(4));
    }

    @Test
    void a_late_claim_sets_it_back_until_a_ping_behind_it_is_answered() {
        sockets.push("0", "1", "2");
        SocketSession session = live();
        sockets.push("3");
        sockets.pass(TIME_FOR_A_PING);

        sockets.pod.open.fill(TestSockets.session(1), at(1));
        session.events().acknowledged(1);
        assertThat(acknowledged().lowest())
                .as("the ping before it says nothing of it")
                .isEqualTo(at(1));
        session.events().acknowledged(2);

        assertThat(acknowledged().lowest()).isEqualTo(at(4));
    }

    @Test
    void every_open_socket_can_be_written_down_anew_where_it_stands() {
        live();
        sockets.push("0");
        sockets.registered(new CursorWish.New());

        assertThat(sockets.pod.open.open())
                .extracting(SocketOpening::session, SocketOpening::cursors)
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple(TestSockets.session(1), false),
                        org.assertj.core.groups.Tuple.tuple(TestSockets.session(2), true));
        assertThat(sockets.pod.open.open())
                .filteredOn(opening -> !opening.cursors())
                .extracting(SocketOpening::position)
                .containsExactly(at(0));
    }

    @Test
    void after_a_new_beginning_of_the_stream_no_old_position_is_told() {
        live();
        sockets.push("0", "1");
        sockets.pass(TIME_FOR_A_PING);

        sockets.pod.window.restart(78, at(5).position());
        sockets.registry.streamBeganAnew();

        assertThat(acknowledged().lowest().epoch()).isEqualTo(78);
        assertThat(acknowledged().lowest().position()).isEqualTo(at(5).position());
    }

    private SocketSession live() {
        SocketSession session = sockets.open(channel);
        sockets.pod.open.begin(session.id(), null);
        return session;
    }

    private PodSessions.Acknowledged acknowledged() {
        return sockets.pod.open.acknowledged().orElseThrow();
    }
}
