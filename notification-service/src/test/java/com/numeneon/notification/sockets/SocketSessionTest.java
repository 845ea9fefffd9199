package com.numeneon.notification.sockets;

import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.spi.ILoggingEvent;
import com.numeneon.notification.stream.Backlog;
import com.numeneon.notification.stream.EventWindow;
import com.numeneon.notification.stream.History;
import com.numeneon.notification.testing.CapturedLog;
import com.numeneon.notification.tracing.DeliveryTrace;
import com.numeneon.notification.trail.Trail;
import com.numeneon.notification.trail.TrailSettings;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SocketSessionTest {

    private static final int QUEUE_BYTES = 64 * 1024;

    @RegisterExtension
    private final CapturedLog log = CapturedLog.of(SocketSession.class);

    private final ManualTimer timer = new ManualTimer();
    private final EventWindow window = new EventWindow(1 << 20, Duration.ofHours(1), timer);
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final List<SocketSession> ended = new ArrayList<>();
    private final SocketSession session = session(Duration.ZERO);

    @Test
    void the_first_frame_names_the_user_and_the_socket_and_what_came_meanwhile_follows() {
        FakeChannel channel = FakeChannel.readingAtOnce();
        session.send(frame("early"));

        session.opened(channel);

        assertThat(channel.written)
                .containsExactly(
                        "{\"type\":\"connection_established\",\"data\":"
                                + "{\"user_id\":3,\"username\":\"alice\",\"session_id\":\"00000000-0000-0000-0000-000000000001\"}}",
                        "early");
    }

    @Test
    void after_a_close_no_frame_follows() {
        FakeChannel channel = opened();

        session.close(CloseCode.RESTART);
        session.send(frame("late"));

        assertThat(channel.closes).containsExactly(CloseCode.RESTART);
        assertThat(channel.written).doesNotContain("late");
    }

    @Test
    void the_first_reason_to_close_counts() {
        FakeChannel channel = opened();

        session.close(CloseCode.SESSION_REVOKED);
        session.close(CloseCode.RESTART);
        session.closedByPeer(1000);

        assertThat(channel.closes).containsExactly(CloseCode.SESSION_REVOKED);
        assertThat(closed("4003")).isOne();
        assertThat(ended).containsExactly(session);
    }

    @Test
    void a_client_that_does_not_answer_the_close_is_dropped_after_a_bounded_time() {
        FakeChannel channel = opened();
        session.close(CloseCode.FLOODING);

        timer.pass(SocketSession.CLOSE_TIMEOUT.minusMillis(1));
        assertThat(channel.aborted).isFalse();

        timer.pass(Duration.ofMillis(1));
        assertThat(channel.aborted).isTrue();
        session.closedByPeer(1006);
        assertThat(closed("4429")).isOne();
    }

    @Test
    void a_client_that_says_goodbye_and_reads_no_more_is_dropped_as_well() {
        FakeChannel channel = opened();

        session.closedByPeer(1001);
        timer.pass(SocketSession.CLOSE_TIMEOUT);

        assertThat(channel.aborted).isTrue();
        assertThat(closed("1001")).isOne();
        assertThat(ended).containsExactly(session);
    }

    @Test
    void a_code_that_nobody_defined_makes_no_time_series() {
        opened();

        session.closedByPeer(4711);

        assertThat(closed("other")).isOne();
    }

    @Test
    void a_slow_reader_is_closed_when_its_queue_is_full_and_its_memory_is_freed() {
        FakeChannel channel = FakeChannel.readingWhenAsked();
        session.opened(channel);

        session.send(new OutboundFrame("test", "big", QUEUE_BYTES - 200, null));
        session.send(new OutboundFrame("test", "too much", 200, null));

        assertThat(channel.closes).containsExactly(CloseCode.TOO_SLOW);
        channel.read();
        assertThat(channel.isWriting()).as("a frame after the close").isFalse();
    }

    @Test
    void a_handshake_that_is_given_up_frees_its_place_once() {
        session.withdrawUnlessOpen();
        session.withdrawUnlessOpen();
        session.close(CloseCode.RESTART);

        assertThat(ended).containsExactly(session);
    }

    @Test
    void an_open_socket_is_not_given_up_by_the_end_of_its_handshake_time() {
        FakeChannel channel = opened();

        session.withdrawUnlessOpen();

        assertThat(ended).isEmpty();
        session.send(frame("still here"));
        assertThat(channel.written).contains("still here");
    }

    @Test
    void a_socket_that_opens_after_its_session_was_ended_is_told_why() {
        FakeChannel channel = FakeChannel.readingAtOnce();
        session.close(CloseCode.SESSION_REVOKED);

        session.opened(channel);

        assertThat(channel.closes).containsExactly(CloseCode.SESSION_REVOKED);
        assertThat(channel.written).isEmpty();
        assertThat(ended).containsExactly(session);
    }

    @Test
    void a_peer_that_answers_is_pinged_again_and_one_that_does_not_is_closed() {
        FakeChannel channel = opened();

        assertThat(session.beat()).isTrue();
        session.heard();
        assertThat(session.beat()).isTrue();
        assertThat(channel.pings).isEqualTo(2);
        assertThat(session.beat()).isFalse();

        assertThat(channel.closes).containsExactly(CloseCode.NO_HEARTBEAT);
        assertThat(channel.pings).isEqualTo(2);
    }

    @Test
    void a_socket_of_the_age_that_was_drawn_for_it_is_told_to_come_back() {
        assertThat(closesAtItsAge(Duration.ofHours(1).plusSeconds(1))).containsExactly(CloseCode.RESTART);
    }

    @Test
    void a_socket_whose_token_would_not_open_another_one_is_told_so_at_its_age() {
        assertThat(closesAtItsAge(Duration.ofMinutes(30))).containsExactly(CloseCode.CREDENTIAL_NO_LONGER_VALID);
    }

    /** @param tokenOpens for how long its token opens sockets */
    private List<CloseCode> closesAtItsAge(Duration tokenOpens) {
        Duration longest = Duration.ofHours(1);
        SocketSession aging = session(longest, timer.instant().plus(tokenOpens));
        FakeChannel channel = FakeChannel.readingAtOnce();
        aging.opened(channel);

        timer.pass(new MaxAge(longest).of(TestSockets.session(1)).minusMillis(1));
        assertThat(aging.beat()).isTrue();
        aging.heard();
        timer.pass(Duration.ofMillis(1));
        assertThat(aging.beat()).isFalse();

        return channel.closes;
    }

    @ParameterizedTest
    @CsvSource({
        "1000, client_left, client",
        "1001, client_left, client",
        "1006, connection_lost, network",
        "1002, protocol_error, client",
        "4711, client_gave_a_code, client"
    })
    void the_log_says_in_a_word_why_a_socket_ended_and_who_ended_it(int code, String reason, String endedBy) {
        opened();

        session.closedByPeer(code);

        assertThat(log.lines().getLast().getFormattedMessage())
                .startsWith("socket closed sessionId=00000000-0000-0000-0000-000000000001 userId=3 reason=" + reason
                        + " endedBy=" + endedBy + " code=" + code);
    }

    @ParameterizedTest
    @EnumSource
    void what_we_end_is_logged_as_ours_also_when_the_answer_has_no_code(CloseCode code) {
        opened();
        session.close(code);

        session.closedByPeer(1005);

        assertThat(log.lines().stream().map(ILoggingEvent::getFormattedMessage))
                .filteredOn(line -> line.startsWith("socket closed"))
                .singleElement(as(InstanceOfAssertFactories.STRING))
                .contains("reason=" + code.name().toLowerCase(Locale.ROOT) + " endedBy=server code=" + code.code());
    }

    @Test
    void what_somebody_catches_up_with_says_nothing_about_how_long_we_take() {
        opened();
        OutboundFrame.Cause now = new OutboundFrame.Cause(
                UUID.randomUUID(), timer.instant(), OutboundFrame.Origin.LIVE, DeliveryTrace.NONE);
        OutboundFrame.Cause old = new OutboundFrame.Cause(
                UUID.randomUUID(), timer.instant().minusSeconds(600), OutboundFrame.Origin.MISSED, DeliveryTrace.NONE);
        timer.pass(Duration.ofMillis(7));

        session.send(new OutboundFrame("test", "live", 4, now));
        session.send(new OutboundFrame("test", "missed", 6, old));

        Timer latency = meters.get("numeneon.delivery.latency").timer();
        assertThat(latency.count()).isEqualTo(1);
        assertThat(latency.totalTime(TimeUnit.MILLISECONDS)).isEqualTo(7);
    }

    private FakeChannel opened() {
        FakeChannel channel = FakeChannel.readingAtOnce();
        session.opened(channel);
        return channel;
    }

    private SocketSession session(Duration maxAge) {
        return session(maxAge, Instant.MAX);
    }

    private SocketSession session(Duration maxAge, Instant opensUntil) {
        SocketSettings settings = new SocketSettings(20, 100, QUEUE_BYTES, Duration.ofSeconds(25), maxAge);
        SocketEnvironment environment = new SocketEnvironment(
                settings,
                window,
                History.NONE,
                Runnable::run,
                timer,
                new SocketMetrics(meters, timer),
                TestSockets.beginningAtOnce(settings),
                new Trail(new TrailSettings(1 << 20, Duration.ofHours(1)), timer),
                timer);
        Backlog nothing = window.fromNow(3);
        SocketSession made = new SocketSession(
                TestSockets.session(1),
                new SocketOwner(3, "alice", "login-1", "token", opensUntil),
                nothing.cursor(),
                new PlainFeed(3, nothing, environment),
                environment,
                ended::add);
        made.events().begin(null);
        return made;
    }

    private double closed(String code) {
        return meters.counter("numeneon.sockets.closed", "code", code).count();
    }

    private static OutboundFrame frame(String text) {
        return new OutboundFrame("test", text, text.length(), null);
    }
}
