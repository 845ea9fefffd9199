package com.numeneon.notification.sockets;

import static org.assertj.core.api.Assertions.assertThat;

import com.numeneon.contracts.frame.Frame;
import com.numeneon.contracts.json.ContractJson;
import com.numeneon.contracts.topic.Topic;
import com.numeneon.notification.stream.Cursor;
import com.numeneon.notification.stream.EventWindow;
import com.numeneon.notification.stream.StreamEvent;
import com.numeneon.notification.stream.StreamPosition;
import com.numeneon.notification.tracing.DeliveryTrace;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Sockets with cursors, on a pod whose stream is written by hand. */
class CursorFeedTest {

    private static final long BOB = 9;

    private final TestSockets sockets = TestSockets.beginningAtOnce(TestSockets.settings(64 * 1024));
    private final ManualTimer timer = sockets.timer;
    private final EventWindow window = sockets.window;
    private final SocketRegistry registry = sockets.registry();
    private long nextOffset;

    @Test
    void a_new_client_gets_a_cursor_on_every_frame_and_no_word_of_a_resume() {
        push("before");
        FakeChannel channel = open(new CursorWish.New());
        push("hello");

        List<JsonNode> frames = frames(channel);
        assertThat(types(channel)).containsExactly("connection_established", "error");
        assertThat(frames)
                .allSatisfy(frame -> assertThat(frame.path("cursor").asString()).isNotEmpty());
        assertThat(frames.getFirst().has("event_id")).isFalse();
        assertThat(frames.getLast().path("event_id").asString()).isEqualTo(new UUID(7, 1).toString());
        assertThat(frames.getLast().path("data").path("detail").asString()).isEqualTo("hello");
    }

    @Test
    void whoever_comes_back_gets_what_was_missed_then_the_end_of_it_then_what_is_new() {
        FakeChannel first = open(new CursorWish.New());
        push("seen");
        push("missed 1");
        push("missed 2");
        String cursor = frames(first).get(1).path("cursor").asString();

        FakeChannel second = open(new CursorWish.Since(cursor));
        push("new");

        assertThat(details(second)).containsExactly("missed 1", "missed 2", "new");
        assertThat(types(second)).containsExactly("connection_established", "error", "error", "resume", "error");
        assertThat(frames(second).get(3).path("data").toString()).isEqualTo("{\"recovered\":true,\"reason\":null}");
        assertThat(frames(second).getFirst().path("cursor").asString()).isEqualTo(cursor);
        assertThat(resumes("recovered")).isOne();
    }

    @Test
    void each_cursor_of_a_backlog_leads_to_the_rest_of_it() {
        FakeChannel first = open(new CursorWish.New());
        for (int i = 0; i < 5; i++) {
            push("message " + i);
        }
        FakeChannel second = open(new CursorWish.Since(cursorOf(first, 0)));

        for (int i = 1; i <= 5; i++) {
            assertThat(details(open(new CursorWish.Since(cursorOf(second, i)))))
                    .hasSize(5 - i)
                    .isEqualTo(details(first).subList(i, 5));
        }
    }

    @Test
    void a_client_that_did_not_ask_sees_nothing_of_it() {
        FakeChannel channel = open(new CursorWish.None());
        push("hello");

        assertThat(channel.written)
                .allSatisfy(text -> assertThat(text).doesNotContain("cursor").doesNotContain("event_id"));
        assertThat(channel.written.getLast()).isEqualTo("{\"type\":\"error\",\"data\":{\"detail\":\"hello\"}}");
    }

    @Test
    void what_is_no_cursor_or_of_another_epoch_or_too_old_is_answered_with_the_reason_and_live_goes_on() {
        String old = cursorOf(open(new CursorWish.New()), 0);
        for (int i = 0; i < 30; i++) {
            push("x".repeat(50_000));
        }
        assertRefused("not_a_cursor", "garbage");
        assertRefused("too_old", old);
        window.restart(78, StreamPosition.START);
        assertRefused("unknown_epoch", old);
    }

    private void assertRefused(String reason, String cursor) {
        FakeChannel channel = open(new CursorWish.Since(cursor));
        push("live");

        assertThat(types(channel)).containsExactly("connection_established", "resume", "error");
        assertThat(frames(channel).get(1).path("data").toString())
                .isEqualTo("{\"recovered\":false,\"reason\":\"" + reason + "\"}");
        assertThat(details(channel)).containsExactly("live");
        assertThat(resumes(reason)).isOne();
    }

    @Test
    void a_backlog_larger_than_the_queue_comes_as_fast_as_it_is_read() {
        String start = cursorOf(open(new CursorWish.New()), 0);
        for (int i = 0; i < 20; i++) {
            push("x".repeat(20_000) + i);
        }
        FakeChannel slow = FakeChannel.readingWhenAsked();
        session(new CursorWish.Since(start)).opened(slow);
        push("live");

        while (slow.isWriting()) {
            slow.read();
        }

        assertThat(slow.closes).isEmpty();
        assertThat(details(slow)).hasSize(21).endsWith("live").doesNotHaveDuplicates();
        assertThat(types(slow)).containsSubsequence("error", "resume");
    }

    @Test
    void a_cursor_that_is_ahead_of_this_pod_waits_for_it() {
        String ahead = new Cursor(77, StreamPosition.START.with(Topic.MESSAGES, 0, 2)).text();
        FakeChannel channel = open(new CursorWish.Since(ahead));
        push("seen elsewhere 1");
        push("seen elsewhere 2");
        assertThat(types(channel)).containsExactly("connection_established");

        push("new");
        timer.pass(Duration.ofMillis(20));

        assertThat(details(channel)).containsExactly("new");
        assertThat(resumes("recovered")).isOne();
    }

    @Test
    void what_took_long_before_does_not_count_as_waiting_for_this_pod() {
        String ahead = new Cursor(77, StreamPosition.START.with(Topic.MESSAGES, 0, 1)).text();
        SocketSession session = session(new CursorWish.Since(ahead));
        timer.pass(CatchUp.LONGEST_WAIT.plusSeconds(1));
        FakeChannel channel = FakeChannel.readingAtOnce();
        session.opened(channel);

        push("seen elsewhere");
        timer.pass(Duration.ofMillis(20));

        assertThat(types(channel)).containsExactly("connection_established", "resume");
        assertThat(resumes("recovered")).isOne();
    }

    @Test
    void a_cursor_that_is_ahead_of_everything_for_long_speaks_of_what_is_gone() {
        String ahead = new Cursor(77, StreamPosition.START.with(Topic.MESSAGES, 0, 2)).text();
        FakeChannel channel = open(new CursorWish.Since(ahead));

        timer.pass(CatchUp.LONGEST_WAIT.plusMillis(1));
        push("live");

        assertThat(types(channel)).containsExactly("connection_established", "resume", "error");
        assertThat(resumes("unknown_epoch")).isOne();
    }

    @Test
    void a_heartbeat_brings_the_cursor_of_its_moment_and_goes_only_to_those_who_asked() {
        SocketSession session = session(new CursorWish.New());
        FakeChannel channel = FakeChannel.readingAtOnce();
        session.opened(channel);
        SocketSession without = session(new CursorWish.None());
        FakeChannel quiet = FakeChannel.readingAtOnce();
        without.opened(quiet);
        window.pass(Topic.POSTS, 3, 41);

        session.beat();
        without.beat();

        JsonNode heartbeat = frames(channel).getLast();
        assertThat(heartbeat.path("type").asString()).isEqualTo("heartbeat");
        assertThat(heartbeat.path("data").isEmpty()).isTrue();
        assertThat(heartbeat.path("cursor").asString())
                .isNotEqualTo(frames(channel).getFirst().path("cursor").asString());
        assertThat(types(quiet)).containsExactly("connection_established");
    }

    @Test
    void a_client_that_never_reads_its_backlog_is_closed() {
        String start = cursorOf(open(new CursorWish.New()), 0);
        for (int i = 0; i < 20; i++) {
            push("x".repeat(20_000) + i);
        }
        SocketSession session = session(new CursorWish.Since(start));
        FakeChannel channel = FakeChannel.readingWhenAsked();
        session.opened(channel);
        session.beat();
        session.heard();

        timer.pass(SocketEvents.CATCH_UP_TIMEOUT.plusMillis(1));
        session.beat();

        assertThat(channel.closes).containsExactly(CloseCode.TOO_SLOW);
    }

    @Test
    void a_new_beginning_of_the_stream_sends_those_with_cursors_back() {
        FakeChannel with = open(new CursorWish.New());
        FakeChannel without = open(new CursorWish.None());

        registry.streamBeganAnew();

        assertThat(with.closes).containsExactly(CloseCode.RESTART);
        assertThat(without.closes).isEmpty();
    }

    private void push(String detail) {
        StreamEvent event = new StreamEvent(
                Topic.MESSAGES,
                0,
                nextOffset,
                new UUID(7, nextOffset),
                timer.instant(),
                List.of(BOB),
                new Frame.ErrorReply(detail));
        nextOffset++;
        window.add(event, cursor -> registry.push(event, cursor, DeliveryTrace.NONE));
    }

    private FakeChannel open(CursorWish wish) {
        FakeChannel channel = FakeChannel.readingAtOnce();
        session(wish).opened(channel);
        return channel;
    }

    private SocketSession session(CursorWish wish) {
        SocketOwner owner = new SocketOwner(BOB, "bob", "login", "token", Instant.MAX);
        return ((SocketRegistry.Registration.Registered) registry.register(owner, wish)).session();
    }

    private double resumes(String outcome) {
        return sockets.count("numeneon.resumes", "outcome", outcome);
    }

    private static String cursorOf(FakeChannel channel, int frame) {
        return frames(channel).get(frame).path("cursor").asString();
    }

    private static List<JsonNode> frames(FakeChannel channel) {
        return channel.written.stream().map(ContractJson.mapper()::readTree).toList();
    }

    private static List<String> types(FakeChannel channel) {
        return frames(channel).stream()
                .map(frame -> frame.path("type").asString())
                .toList();
    }

    private static List<String> details(FakeChannel channel) {
        return frames(channel).stream()
                .filter(frame -> frame.path("type").asString().equals("error"))
                .map(frame -> frame.path("data").path("detail").asString())
                .toList();
    }
}
