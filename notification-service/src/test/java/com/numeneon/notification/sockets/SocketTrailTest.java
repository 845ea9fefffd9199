package com.numeneon.notification.sockets;

import static org.assertj.core.api.Assertions.assertThat;

import com.numeneon.contracts.topic.Topic;
import com.numeneon.notification.trail.Outcome;
import com.numeneon.notification.trail.Outcomes;
import com.numeneon.notification.trail.Step;
import com.numeneon.notification.trail.UserTrail;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SocketTrailTest {

    private final OneUsersSockets bob = OneUsersSockets.live();

    @Test
    void a_frame_leaves_its_steps_from_the_socket_to_the_network() {
        FakeChannel channel = FakeChannel.readingWhenAsked();
        bob.open(channel);
        bob.push("0");
        assertThat(outcomes(0)).containsExactly("queued");

        while (channel.isWriting()) {
            channel.read();
        }

        assertThat(outcomes(0)).containsExactly("written");
        assertThat(trail().steps())
                .extracting(step -> step.kind().word())
                .containsExactly("opened", "queued", "written");
    }

    @Test
    void a_reader_that_has_stopped_is_closed_before_what_waits_for_it() {
        FakeChannel channel = FakeChannel.readingWhenAsked();
        bob.open(channel);
        bob.push("0", "x".repeat(40_000), "x".repeat(40_000));

        assertThat(outcomes(0)).as("was queued").containsExactly("closed 4008 before");
        assertThat(outcomes(2)).as("found no room").containsExactly("closed 4008 before");
        bob.push("3");
        assertThat(outcomes(3)).as("came for a socket on its way out").containsExactly("closed 4008 before");
    }

    @Test
    void an_event_that_comes_while_nobody_is_there_leaves_none() {
        bob.push("0");
        assertThat(outcomes(0)).containsExactly("no session here");

        SocketSession session = bob.open(FakeChannel.readingAtOnce());
        bob.pass(Duration.ofMillis(1));
        session.closedByPeer(1006);
        bob.pass(Duration.ofMillis(1));
        bob.push("1");

        assertThat(outcomes(1)).containsExactly("closed 1006 before");
    }

    @Test
    void a_client_that_comes_back_with_its_cursor_gets_what_it_missed_later() {
        bob.push("0");
        bob.pass(Duration.ofSeconds(1));

        bob.registered(new CursorWish.Since(OneUsersSockets.at(0).text())).opened(FakeChannel.readingAtOnce());

        assertThat(new Outcomes(trail())
                        .of(
                                new UUID(7, 0),
                                Topic.MESSAGES,
                                0,
                                0,
                                bob.pod.timer.instant().minusSeconds(1)))
                .extracting(Outcome::words)
                .containsExactly("resumed later");
    }

    @Test
    void a_socket_that_is_told_to_go_gets_what_was_queued_and_nothing_after_it() {
        FakeChannel channel = FakeChannel.readingWhenAsked();
        SocketSession session = bob.open(channel);
        bob.push("0");
        session.goAway();
        bob.push("1");
        while (channel.isWriting()) {
            channel.read();
        }

        assertThat(outcomes(0)).containsExactly("written");
        assertThat(outcomes(1)).containsExactly("closed 1012 before");
    }

    @Test
    void why_it_was_closed_counts_and_not_how_it_ended_then() {
        SocketSession session = bob.open(FakeChannel.readingAtOnce());

        session.close(CloseCode.FLOODING);
        session.closedByPeer(1006);

        assertThat(trail().steps()).extracting(Step::code).containsExactly(0, 4429);
    }

    private List<String> outcomes(long offset) {
        return new Outcomes(trail())
                .of(new UUID(7, offset), Topic.MESSAGES, 0, offset, bob.pod.timer.instant()).stream()
                        .map(Outcome::words)
                        .toList();
    }

    private UserTrail trail() {
        return bob.pod.trail.of(OneUsersSockets.BOB, bob.pod.window.cursor().position(), 1_000);
    }
}
