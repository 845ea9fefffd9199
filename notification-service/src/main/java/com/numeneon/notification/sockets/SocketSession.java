package com.numeneon.notification.sockets;

import com.numeneon.contracts.frame.Frame;
import com.numeneon.notification.stream.Cursor;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One socket from its admission to its end. Its first frame is {@code connection_established}; after {@link #close} no
 * frame is begun, while {@link #goAway} lets out what was queued. Which events it gets, {@link SocketEvents} knows.
 *
 * <p>Safe for all threads; nothing here blocks. The end is told exactly once.
 */
public final class SocketSession {

    /** How long the upgrade may take before the place is given to somebody else. */
    static final Duration HANDSHAKE_TIMEOUT = Duration.ofSeconds(10);

    /** How long a client may take to read up to our close frame and to answer it. */
    static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

    private final String id;
    private final SocketOwner owner;
    private final SocketEnvironment environment;
    private final Consumer<SocketSession> whenEnded;
    private final SocketLog log;
    private final JournalEntries journal;
    private final SocketTrail trail;
    private final SocketEvents events;
    private final SendQueue queue;
    private final Instant startedAt;
    private final AtomicReference<SocketState> state = new AtomicReference<>(new SocketState.Handshaking());
    private final AtomicReference<@Nullable Farewell> farewell = new AtomicReference<>();
    private final AtomicInteger framesReceived = new AtomicInteger();
    private volatile boolean pingUnanswered;

    /** @param opening from where on the feed gives events, or would */
    SocketSession(
            String id,
            SocketOwner owner,
            Cursor opening,
            Feed feed,
            SocketEnvironment environment,
            Consumer<SocketSession> whenEnded) {
        this.id = id;
        this.owner = owner;
        this.environment = environment;
        this.whenEnded = whenEnded;
        this.log = new SocketLog(id, owner.userId());
        this.startedAt = environment.clock().instant();
        this.journal = new JournalEntries(environment.journal(), id);
        this.trail = new SocketTrail(environment.trail(), owner.userId(), id);
        this.events = new SocketEvents(this, opening, feed, environment);
        this.queue = new SendQueue(
                environment.settings().queueBytes(),
                environment.writers(),
                environment.metrics(),
                trail,
                this::written);
        feed.first(new Frame.ConnectionEstablished(owner.userId(), owner.username(), id))
                .forEach(queue::offer);
    }

    String id() {
        return id;
    }

    public SocketOwner owner() {
        return owner;
    }

    SocketEvents events() {
        return events;
    }

    /** Tells all pods that it is open, once. */
    void tellOpening() {
        trail.opened();
        journal.opened(events.opening());
    }

    /** A frame for a socket that is on its way out is forgotten; one that finds no room closes the socket. */
    void send(QueueItem item) {
        SendQueue.Offer outcome = queue.offer(item);
        log.frame("queued", item, outcome);
        if (outcome == SendQueue.Offer.FULL) {
            close(CloseCode.TOO_SLOW);
        }
    }

    private void written(OutboundFrame frame) {
        log.frame("written", frame, SendQueue.Offer.ACCEPTED);
        events.pump();
    }

    /** What answers a frame of the client's. */
    void answer(Frame frame) {
        sendWithCursor(OutboundFrame.of(frame, null));
    }

    /** What an operator sends again, unless the socket is not live or has little room: that must not cost it anything. */
    boolean replay(OutboundFrame frame) {
        if (!events.isLive() || !(state.get() instanceof SocketState.Open)) {
            return false;
        }
        AtomicBoolean added = new AtomicBoolean();
        withCursor(frame, marked -> added.set(queue.offerWithin(halfOfQueue(), marked)));
        return added.get();
    }

    private void sendWithCursor(OutboundFrame frame) {
        withCursor(frame, this::send);
    }

    /** During the backlog without a cursor: where the socket stands is known to its feed alone. */
    private void withCursor(OutboundFrame frame, Consumer<OutboundFrame> sender) {
        if (events.withCursors() && events.isLive()) {
            // Between two events, or the cursor could be older than that of the frame before.
            environment.window().between(cursor -> sender.accept(frame.withCursor(null, cursor.text())));
        } else {
            sender.accept(frame);
        }
    }

    private int halfOfQueue() {
        return environment.settings().queueBytes() / 2;
    }

    /** For the metric; empty for one that has ended. */
    Optional<SocketPhase> phase() {
        return Objects.requireNonNull(state.get()).phase(events.isLive());
    }

    long queuedBytes() {
        return queue.bytes();
    }

    /** Whether a frame that is not live may be added: half of the queue stays free for those that are. */
    boolean hasRoom() {
        return state.get() instanceof SocketState.Open && queue.bytes() < halfOfQueue();
    }

    /** The upgrade is done. */
    void opened(SocketChannel channel) {
        SocketState before = state.getAndUpdate(now -> now.opened(channel));
        if (before instanceof SocketState.Handshaking) {
            log.opened(events.withCursors());
            queue.open(channel);
            events.pump();
        } else if (before instanceof SocketState.Withdrawn withdrawn) {
            sayGoodbye(channel, withdrawn.code());
        }
    }

    /** Ends the socket with this code, also one that is not open yet; the first call counts. */
    public void close(CloseCode code) {
        SocketState before = state.getAndUpdate(now -> now.closing(code));
        SocketChannel channel = before.channelInUse();
        if (before instanceof SocketState.Handshaking) {
            withdrawn(code);
        } else if (channel != null) {
            trail.closed(code.code());
            queue.close();
            sayGoodbye(channel, code);
        }
    }

    /**
     * Ends the socket because this pod wants to be rid of it: its client comes back at once, to this or another one. What it
     * has got by now is written first; the answer to the goodbye behind it proves that all of it was read.
     */
    public void goAway() {
        SocketState before = state.getAndUpdate(SocketState::leaving);
        if (before instanceof SocketState.Handshaking) {
            withdrawn(CloseCode.RESTART);
        } else if (before instanceof SocketState.Open open) {
            abortLater(open.channel());
            events.leave();
        }
    }

    /** Whether it is to end, and what it was sent is still being written. */
    boolean isLeaving() {
        return state.get() instanceof SocketState.Leaving;
    }

    /** Nothing is queued from here on; what is, is written, and then our goodbye. Its answer proves the first call's word. */
    void flush(Farewell whenRead) {
        if (farewell.compareAndSet(null, whenRead)) {
            trail.closed(CloseCode.RESTART.code());
            queue.finish(() -> {
                if (state.getAndUpdate(SocketState::flushed) instanceof SocketState.Leaving leaving) {
                    leaving.channel().close(CloseCode.RESTART);
                }
            });
        }
    }

    /** Cursors of the stream before say nothing any more. */
    void streamBeganAnew() {
        if (events.withCursors()) {
            close(CloseCode.RESTART);
        } else {
            events.beginAnew();
        }
    }

    /** Gives up a handshake that did not become a socket; does nothing once it did. */
    public void withdrawUnlessOpen() {
        SocketState now = state.get();
        if (now instanceof SocketState.Handshaking && state.compareAndSet(now, now.closing(CloseCode.NO_HEARTBEAT))) {
            withdrawn(CloseCode.NO_HEARTBEAT);
        }
    }

    /** The connection is gone, or the client said goodbye with this code; 1006 when it left without a word. */
    void closedByPeer(int code) {
        SocketState before = state.getAndUpdate(SocketState::ended);
        SocketChannel channel = before.channelInUse();
        if (channel != null) {
            // The answer to the client's close frame may wait behind a write that it never reads.
            abortLater(channel);
            boolean gaveUp = before instanceof SocketState.Leaving && code == SocketEnd.WITHOUT_A_WORD;
            ended(gaveUp ? SocketEnd.byUs(CloseCode.RESTART) : SocketEnd.of(code), null);
        } else if (before instanceof SocketState.Closing closing) {
            if (closing.code() == CloseCode.RESTART && SocketEnd.of(code).left()) {
                // Its own goodbye has crossed ours; an answer would have repeated our code.
                ended(SocketEnd.of(code), null);
                return;
            }
            boolean allRead = closing.allWritten() && code != SocketEnd.WITHOUT_A_WORD;
            if (farewell.get() != null) {
                environment.metrics().sentAway(allRead);
            }
            ended(SocketEnd.byUs(closing.code()), allRead ? farewell.get() : null);
        }
    }

    /** Anything from the client proves it alive. */
    void heard() {
        framesReceived.incrementAndGet();
        pingUnanswered = false;
    }

    /** Called once for each heartbeat; false when no further call is wanted. */
    boolean beat() {
        SocketState now = state.get();
        if (now instanceof SocketState.Open open) {
            return beat(open.channel());
        }
        return now instanceof SocketState.Handshaking;
    }

    private boolean beat(SocketChannel channel) {
        if (pingUnanswered) {
            close(CloseCode.NO_HEARTBEAT);
            return false;
        }
        Instant now = environment.clock().instant();
        if (new MaxAge(environment.settings().maxAge()).isReachedBy(id, Duration.between(startedAt, now))) {
            if (now.isBefore(owner.opensUntil())) {
                goAway();
            } else {
                close(CloseCode.CREDENTIAL_NO_LONGER_VALID);
            }
            return false;
        }
        if (events.isStuck(SocketEvents.CATCH_UP_TIMEOUT)) {
            close(CloseCode.TOO_SLOW);
            return false;
        }
        pingUnanswered = true;
        channel.ping();
        if (events.withCursors() && events.isLive()) {
            sendWithCursor(OutboundFrame.of(new Frame.Heartbeat(), null));
        }
        return true;
    }

    private void sayGoodbye(SocketChannel channel, CloseCode code) {
        abortLater(channel);
        channel.close(code);
    }

    private void abortLater(SocketChannel channel) {
        environment.timer().after(CLOSE_TIMEOUT, channel::abort);
    }

    /** Frees what waits for a socket that nobody was told of. */
    void discard() {
        queue.close();
    }

    private void withdrawn(CloseCode code) {
        trail.closed(code.code());
        queue.close();
        log.neverOpened(code);
        tellEnd(SocketEnd.byUs(code), null);
    }

    private void ended(SocketEnd end, @Nullable Farewell answered) {
        trail.closed(end.code());
        queue.close();
        environment.metrics().closed(end.code());
        Duration lived = Duration.between(startedAt, environment.clock().instant());
        log.closed(end, lived, queue.written(), framesReceived.get());
        tellEnd(end, answered);
    }

    /** @param answered the farewell whose answer has come */
    private void tellEnd(SocketEnd end, @Nullable Farewell answered) {
        if (end.left() || events.withCursors()) {
            journal.left();
        } else {
            Farewell known = answered == null ? events.acknowledged() : answered;
            journal.dropped(known.position(), known.read());
        }
        whenEnded.accept(this);
    }
}
