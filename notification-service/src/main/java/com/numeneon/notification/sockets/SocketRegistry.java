package com.numeneon.notification.sockets;

import com.numeneon.notification.stream.Cursor;
import com.numeneon.notification.stream.StreamEvent;
import com.numeneon.notification.tracing.DeliveryTrace;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All sockets of this pod by user, within its limits. A recipient who has none here costs one look-up. A socket counts from
 * its admission until its connection is gone.
 *
 * <p>Safe for all threads; nothing here blocks.
 */
public final class SocketRegistry {

    /** What became of the wish for one more socket. */
    public sealed interface Registration {
        record Registered(SocketSession session) implements Registration {}

        record UserFull() implements Registration {}

        record PodFull() implements Registration {}

        record Stopping() implements Registration {}
    }

    private static final Logger LOG = LoggerFactory.getLogger(SocketRegistry.class);

    /** The lists are immutable: whoever reads one needs no lock. */
    private final ConcurrentHashMap<Long, List<SocketSession>> sessionsByUser = new ConcurrentHashMap<>();

    private final AtomicInteger count = new AtomicInteger();
    private final CompletableFuture<Void> emptyAfterStop = new CompletableFuture<>();
    private final SocketEnvironment environment;
    private final OpenSessions open;
    private final Heartbeat heartbeat;
    private final Supplier<String> ids;
    private volatile boolean stopping;

    SocketRegistry(
            SocketEnvironment environment,
            OpenSessions open,
            Heartbeat heartbeat,
            Supplier<String> ids,
            MeterRegistry meters) {
        this.environment = environment;
        this.open = open;
        this.heartbeat = heartbeat;
        this.ids = ids;
        Gauge.builder("numeneon.sockets.open", count, AtomicInteger::get)
                .description("sockets on this pod, from admission until the connection is gone")
                .register(meters);
    }

    /** @param wish whether the client goes on where another socket stopped */
    public Registration register(SocketOwner owner, CursorWish wish) {
        if (stopping) {
            return new Registration.Stopping();
        }
        if (count.incrementAndGet() > environment.settings().perPod()) {
            countDown();
            return new Registration.PodFull();
        }
        SocketSession session = begin(owner, wish);
        if (!add(session)) {
            session.discard();
            open.remove(session);
            countDown();
            return new Registration.UserFull();
        }
        if (!session.events().isCurrent()) {
            // Registered while streamBeganAnew() went through the list: it may have missed this one.
            session.streamBeganAnew();
        }
        if (stopping) {
            // Registered while the drain took its list of sockets: it may have missed this one.
            session.close(CloseCode.RESTART);
            return new Registration.Stopping();
        }
        heartbeat.add(session);
        environment.timer().after(SocketSession.HANDSHAKE_TIMEOUT, session::withdrawUnlessOpen);
        session.tellOpening();
        return new Registration.Registered(session);
    }

    private SocketSession begin(SocketOwner owner, CursorWish wish) {
        long user = owner.userId();
        return switch (wish) {
            // At one moment it is among the open ones and its position is taken, so nobody who looks finds only one of
            // both.
            case CursorWish.None none ->
                environment
                        .window()
                        .fromNow(
                                user,
                                nothing -> begin(owner, nothing.cursor(), new PlainFeed(user, nothing, environment)));
            case CursorWish.New fresh ->
                begin(owner, environment.window().cursor(), CursorFeed.fromNow(user, environment));
            case CursorWish.Since since ->
                begin(owner, environment.window().cursor(), CursorFeed.since(since.text(), user, environment));
        };
    }

    private SocketSession begin(SocketOwner owner, Cursor opening, Feed feed) {
        SocketSession session = new SocketSession(ids.get(), owner, opening, feed, environment, this::remove);
        open.add(session);
        return session;
    }

    /**
     * Queues the event's frame for every socket of its recipients that gets events as they come.
     *
     * @param cursor the one after this event
     * @param trace told what becomes of it
     */
    public void push(StreamEvent event, Supplier<String> cursor, DeliveryTrace trace) {
        environment.trail().pushing(() -> environment.window().beforeNewest().position());
        LiveFrame frame = new LiveFrame(event, cursor, trace);
        int sockets = 0;
        for (long recipient : event.recipients()) {
            for (SocketSession session : sessionsByUser.getOrDefault(recipient, List.of())) {
                session.events().deliver(frame);
                sockets++;
            }
        }
        environment.metrics().routed(event, sockets);
        trace.routed(sockets);
        LOG.debug("event routed eventId={} recipients={} socketsHere={}", event.id(), event.recipientCount(), sockets);
    }

    /** Whether the user has any here. */
    public boolean has(long user) {
        return sessionsByUser.containsKey(user);
    }

    /** @param skipped sockets that catch up with what they missed, or whose queue has little room */
    public record Replayed(int sockets, int skipped) {}

    /** Queues the event's frame, marked as one that comes again, for those sockets of the user that are live. */
    public Replayed replay(long user, StreamEvent event, UUID replayId) {
        List<SocketSession> sessions = sessionsByUser.getOrDefault(user, List.of());
        OutboundFrame frame = OutboundFrame.replayed(event, replayId);
        int sockets =
                (int) sessions.stream().filter(session -> session.replay(frame)).count();
        return new Replayed(sockets, sessions.size() - sockets);
    }

    /** All of them, as they are while they are walked through. */
    public Stream<SocketSession> sessions() {
        return sessionsByUser.values().stream().flatMap(List::stream);
    }

    /** How many sockets the user has who has most of them. */
    int mostOfOneUser() {
        return sessionsByUser.values().stream().mapToInt(List::size).max().orElse(0);
    }

    /**
     * Cursors say nothing any more: those who have some come back and are told so; the others get what is new. Called by the
     * thread that reads, before it reads on.
     */
    public void streamBeganAnew() {
        sessions().forEach(SocketSession::streamBeganAnew);
    }

    /** Closes the sockets that were opened with a token of this login session. */
    public void closeLoginSession(long userId, String loginSession) {
        for (SocketSession session : sessionsByUser.getOrDefault(userId, List.of())) {
            if (session.owner().loginSession().equals(loginSession)) {
                session.close(CloseCode.SESSION_REVOKED);
            }
        }
    }

    /**
     * From now on nobody is registered.
     *
     * @return completes when the last connection is gone
     */
    public CompletableFuture<Void> refuseNew() {
        stopping = true;
        completeIfEmpty();
        return emptyAfterStop.copy();
    }

    public boolean isStopping() {
        return stopping;
    }

    public int size() {
        return count.get();
    }

    private boolean add(SocketSession session) {
        boolean[] added = new boolean[1];
        sessionsByUser.compute(session.owner().userId(), (user, sessions) -> {
            List<SocketSession> before = sessions == null ? List.of() : sessions;
            if (before.size() >= environment.settings().perUser()) {
                return sessions;
            }
            added[0] = true;
            List<SocketSession> after = new ArrayList<>(before);
            after.add(session);
            return List.copyOf(after);
        });
        return added[0];
    }

    private void remove(SocketSession session) {
        sessionsByUser.computeIfPresent(session.owner().userId(), (user, sessions) -> {
            List<SocketSession> after =
                    sessions.stream().filter(other -> other != session).toList();
            return after.isEmpty() ? null : after;
        });
        open.remove(session);
        countDown();
    }

    private void countDown() {
        count.decrementAndGet();
        completeIfEmpty();
    }

    private void completeIfEmpty() {
        if (stopping && count.get() == 0) {
            emptyAfterStop.complete(null);
        }
    }
}
