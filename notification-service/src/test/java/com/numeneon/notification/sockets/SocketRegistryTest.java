package com.numeneon.notification.sockets;

import static org.assertj.core.api.Assertions.assertThat;

import com.numeneon.contracts.frame.Frame;
import com.numeneon.contracts.topic.Topic;
import com.numeneon.notification.stream.StreamEvent;
import com.numeneon.notification.tracing.DeliveryTrace;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SocketRegistryTest {

    private final TestSockets sockets = sockets(3, 5);
    private final ManualTimer timer = sockets.timer;
    private final SocketRegistry registry = sockets.registry();

    @Test
    void every_socket_of_a_recipient_gets_the_frame_and_nobody_else() {
        FakeChannel first = open(9, "login-1");
        FakeChannel second = open(9, "login-2");
        FakeChannel stranger = open(3, "login-3");

        registry.push(event(9L, 77L), () -> "cursor", DeliveryTrace.NONE);

        assertThat(first.written).hasSize(2).last().isEqualTo("{\"type\":\"error\",\"data\":{\"detail\":\"hello\"}}");
        assertThat(second.written).hasSize(2);
        assertThat(stranger.written).hasSize(1);
    }

    @Test
    void all_sockets_share_one_serialized_frame() {
        FakeChannel first = open(9, "login-1");
        FakeChannel second = open(12, "login-2");

        registry.push(event(9L, 12L), () -> "cursor", DeliveryTrace.NONE);

        assertThat(first.written.getLast()).isSameAs(second.written.getLast());
    }

    @Test
    void what_is_sent_again_goes_to_those_who_are_live_and_have_room_and_closes_nobody() {
        OneUsersSockets bob = OneUsersSockets.live();
        FakeChannel reading = FakeChannel.readingAtOnce();
        FakeChannel stopped = FakeChannel.readingWhenAsked();
        bob.open(reading);
        bob.open(stopped);
        SocketSession notOpenYet = bob.registered(new CursorWish.None());
        bob.push("x".repeat(40_000));

        SocketRegistry.Replayed replayed =
                bob.registry.replay(OneUsersSockets.BOB, bob.event(7, "again"), new UUID(1, 2));

        assertThat(replayed).isEqualTo(new SocketRegistry.Replayed(1, 2));
        assertThat(reading.written.getLast())
                .isEqualTo("{\"type\":\"error\",\"data\":{\"detail\":\"again\"},\"replayed\":true,"
                        + "\"replay_id\":\"00000000-0000-0001-0000-000000000002\","
                        + "\"event_id\":\"00000000-0000-0007-0000-000000000007\","
                        + "\"time\":\"2026-11-22T15:00:00.000000Z\"}");
        assertThat(stopped.closes).isEmpty();
        assertThat(notOpenYet.phase()).contains(SocketPhase.HANDSHAKING);
    }

    @Test
    void a_user_has_a_limit_and_a_closed_socket_makes_room() {
        SocketSession first = registered(9);
        registered(9);
        registered(9);

        assertThat(register(9)).isInstanceOf(SocketRegistry.Registration.UserFull.class);
        first.withdrawUnlessOpen();
        assertThat(register(9)).isInstanceOf(SocketRegistry.Registration.Registered.class);
        assertThat(registry.size()).isEqualTo(3);
    }

    @Test
    void the_pod_has_a_limit() {
        for (long user = 1; user <= 5; user++) {
            registered(user);
        }

        assertThat(register(6)).isInstanceOf(SocketRegistry.Registration.PodFull.class);
        assertThat(registry.size()).isEqualTo(5);
    }

    @Test
    void many_at_once_never_pass_a_limit() {
        SocketRegistry large = sockets(20, 1_000).registry();
        AtomicInteger admitted = new AtomicInteger();
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            for (int i = 0; i < 200; i++) {
                threads.execute(() -> {
                    if (large.register(new SocketOwner(9, "bob", "login", "token", Instant.MAX), new CursorWish.None())
                            instanceof SocketRegistry.Registration.Registered) {
                        admitted.incrementAndGet();
                    }
                });
            }
        }

        assertThat(admitted).hasValue(20);
        assertThat(large.size()).isEqualTo(20);
    }

    @Test
    void a_handshake_that_never_becomes_a_socket_gives_its_place_back() {
        registered(9);

        timer.pass(SocketSession.HANDSHAKE_TIMEOUT);

        assertThat(registry.size()).isZero();
    }

    @Test
    void a_revoked_login_session_loses_its_sockets_and_no_other_does() {
        FakeChannel revoked = open(9, "login-1");
        FakeChannel other = open(9, "login-2");

        registry.closeLoginSession(9, "login-1");

        assertThat(revoked.closes).containsExactly(CloseCode.SESSION_REVOKED);
        assertThat(other.closes).isEmpty();
    }

    @Test
    void a_registry_that_refuses_new_sockets_is_empty_with_the_last_one() {
        SocketSession session = registered(9);
        FakeChannel channel = FakeChannel.readingAtOnce();
        session.opened(channel);

        CompletableFuture<Void> empty = registry.refuseNew();

        assertThat(registry.sessions()).containsExactly(session);
        assertThat(register(3)).isInstanceOf(SocketRegistry.Registration.Stopping.class);
        assertThat(channel.closes).isEmpty();
        assertThat(empty).isNotDone();
        session.closedByPeer(1001);
        assertThat(empty).isCompleted();
    }

    @Test
    void a_registry_without_sockets_is_empty_at_once() {
        assertThat(registry.refuseNew()).isCompleted();
    }

    private static StreamEvent event(Long... recipients) {
        return new StreamEvent(
                Topic.MESSAGES,
                0,
                0,
                new UUID(7, 1),
                Instant.EPOCH,
                List.of(recipients),
                new Frame.ErrorReply("hello"));
    }

    private static TestSockets sockets(int perUser, int perPod) {
        return TestSockets.beginningAtOnce(
                new SocketSettings(perUser, perPod, 64 * 1024, Duration.ofSeconds(25), Duration.ZERO));
    }

    private SocketRegistry.Registration register(long user) {
        return registry.register(
                new SocketOwner(user, "user" + user, "login", "token", Instant.MAX), new CursorWish.None());
    }

    private SocketSession registered(long user) {
        return ((SocketRegistry.Registration.Registered) register(user)).session();
    }

    private FakeChannel open(long user, String login) {
        FakeChannel channel = FakeChannel.readingAtOnce();
        SocketOwner owner = new SocketOwner(user, "user" + user, login, "token", Instant.MAX);
        ((SocketRegistry.Registration.Registered) registry.register(owner, new CursorWish.None()))
                .session()
                .opened(channel);
        return channel;
    }
}
