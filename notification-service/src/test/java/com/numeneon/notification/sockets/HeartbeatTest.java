package com.numeneon.notification.sockets;

import static org.assertj.core.api.Assertions.assertThat;

import com.numeneon.notification.stream.Backlog;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HeartbeatTest {

    private static final Duration INTERVAL = Duration.ofSeconds(25);

    private final TestSockets sockets =
            TestSockets.beginningAtOnce(new SocketSettings(20, 100, 64 * 1024, INTERVAL, Duration.ZERO));
    private final ManualTimer timer = sockets.timer;
    private final Heartbeat heartbeat = new Heartbeat(timer);

    @Test
    void each_socket_is_pinged_once_in_an_interval_and_the_pings_are_spread_over_it() {
        heartbeat.startOn(timer, INTERVAL);
        List<FakeChannel> channels =
                IntStream.range(0, 50).mapToObj(i -> open()).toList();

        timer.pass(Duration.ofSeconds(1));
        assertThat(channels.stream().mapToInt(channel -> channel.pings).sum()).isEqualTo(2);
        for (int second = 2; second <= 25; second++) {
            timer.pass(Duration.ofSeconds(1));
        }

        assertThat(channels).allSatisfy(channel -> assertThat(channel.pings).isOne());
    }

    @Test
    void a_silent_peer_is_closed_after_a_whole_interval() {
        heartbeat.startOn(timer, INTERVAL);
        FakeChannel silent = open();

        for (int second = 1; second <= 26; second++) {
            timer.pass(Duration.ofSeconds(1));
        }

        assertThat(silent.closes).containsExactly(CloseCode.NO_HEARTBEAT);
    }

    @Test
    void a_pod_that_stood_still_first_reads_what_its_clients_answered_meanwhile() {
        heartbeat.startOn(timer, INTERVAL);
        FakeChannel channel = open();
        for (int second = 1; second <= 25; second++) {
            timer.pass(Duration.ofSeconds(1));
        }

        timer.pass(Duration.ofSeconds(30));

        assertThat(channel.closes).isEmpty();
        timer.pass(Duration.ofSeconds(1));
        assertThat(channel.closes).as("still silent").containsExactly(CloseCode.NO_HEARTBEAT);
    }

    private FakeChannel open() {
        FakeChannel channel = FakeChannel.readingAtOnce();
        Backlog nothing = sockets.window.fromNow(1);
        SocketSession session = new SocketSession(
                TestSockets.session(1),
                new SocketOwner(1, "u", "login", "token", Instant.MAX),
                nothing.cursor(),
                new PlainFeed(1, nothing, sockets.environment),
                sockets.environment,
                ended -> {});
        session.opened(channel);
        heartbeat.add(session);
        return channel;
    }
}
