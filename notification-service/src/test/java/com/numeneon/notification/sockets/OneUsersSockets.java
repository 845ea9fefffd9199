package com.numeneon.notification.sockets;

import com.numeneon.contracts.frame.Frame;
import com.numeneon.contracts.json.ContractJson;
import com.numeneon.contracts.topic.Topic;
import com.numeneon.notification.stream.Cursor;
import com.numeneon.notification.stream.History;
import com.numeneon.notification.stream.StreamEvent;
import com.numeneon.notification.stream.StreamPosition;
import com.numeneon.notification.tracing.DeliveryTrace;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Sockets of one user on a pod whose stream is written by hand: one partition, each event a text for this user. */
final class OneUsersSockets {

    static final long BOB = 9;

    final TestSockets pod;
    final SocketRegistry registry;
    private long nextOffset;

    private OneUsersSockets(TestSockets pod) {
        this.pod = pod;
        this.registry = pod.registry();
    }

    /** Sockets without cursors begin when the test says so. */
    static OneUsersSockets undecided() {
        return undecided(History.NONE);
    }

    static OneUsersSockets undecided(History history) {
        return new OneUsersSockets(TestSockets.undecided(TestSockets.settings(64 * 1024), history));
    }

    static OneUsersSockets live() {
        return new OneUsersSockets(TestSockets.beginningAtOnce(TestSockets.settings(64 * 1024)));
    }

    /** Nothing from before this event is remembered. */
    void beginAt(long offset) {
        pod.window.restart(TestSockets.EPOCH, at(offset).position());
        nextOffset = offset;
    }

    StreamEvent event(long offset, String text) {
        return new StreamEvent(
                Topic.MESSAGES,
                0,
                offset,
                new UUID(7, offset),
                pod.timer.instant(),
                List.of(BOB),
                new Frame.ErrorReply(text));
    }

    void push(String... texts) {
        for (String text : texts) {
            StreamEvent event = event(nextOffset++, text);
            pod.window.add(event, cursor -> registry.push(event, cursor, DeliveryTrace.NONE));
        }
    }

    SocketSession registered(CursorWish wish) {
        SocketOwner owner = new SocketOwner(BOB, "bob", "login", "token", Instant.MAX);
        return ((SocketRegistry.Registration.Registered) registry.register(owner, wish)).session();
    }

    /** Without cursors. */
    SocketSession open(FakeChannel channel) {
        SocketSession session = registered(new CursorWish.None());
        session.opened(channel);
        return session;
    }

    void pass(Duration time) {
        pod.timer.pass(time);
    }

    /** Before the event of this offset. */
    static Cursor at(long offset) {
        return new Cursor(TestSockets.EPOCH, StreamPosition.START.with(Topic.MESSAGES, 0, offset));
    }

    /** The events' texts, in order, and nothing but them behind the first frame. */
    static List<String> texts(FakeChannel channel) {
        return channel.written.stream()
                .skip(1)
                .map(text -> ContractJson.mapper()
                        .readTree(text)
                        .path("data")
                        .path("detail")
                        .asString())
                .toList();
    }
}
