package com.numeneon.notification.sockets;

import com.numeneon.contracts.frame.Frame;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One socket from its admission to its end. Its first frame is {@code connection_established}; after {@link #close} no
 * frame is begun. Frames offered between admission and upgrade wait, so nothing is lost between the two; a socket with a
 * cursor begins with what it missed, see {@link CursorFeed}.
 *
 * <p>Safe for all threads; nothing here blocks. The end is told exactly once.
 */
public final class SocketSession {

    /** How long the upgrade may take before the place is given to somebody else. */
    static final Duration HANDSHAKE_TIMEOUT = Duration.ofSeconds(10);

    /** How long a client may take to read up to our close frame and to answer it. */
    static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

    /** How long a client may take to read what it missed. */
    static final Duration CATCH_UP_TIMEOUT = Duration.ofSeconds(60);

    /** What a socket is busy with. */
    enum Phase {
        HANDSHAKING,
        CATCHING_UP,
        LIVE,
        /** Said goodbye to, and not gone yet. */
        CLOSING
    }

    private static final Logger LOG = LoggerFactory.getLogger(SocketSession.class);

    private final String id;
    private final SocketOwner owner;
    private final SocketEnvironment environment;
    private final Consumer<SocketSession> whenEnded;
    private final @Nullable CursorFeed cursors;
    private final SendQueue queue;
    private final Instant startedAt;
    private final AtomicReference<SocketState> state = new AtomicReference<>(new SocketState.Handshaking());
    private final AtomicInteger framesReceived = new AtomicInteger();
    private volatile boolean pingUnanswered;

    /** @param cursors null for a client that asked for none */
    SocketSession(
            String id,
            SocketOwner owner,
            @Nullable CursorFeed cursors,
            SocketEnvironment environment,
            Consumer<SocketSession> whenEnded) {
        this.id = id;
        this.owner = owner;
        this.cursors = cursors;
        this.environment = environment;
        this.whenEnded = whenEnded;
        this.startedAt = environment.clock().instant();
        this.queue = new SendQueue(
                environment.settings().queueBytes(), environment.writers(), environment.metrics(), this::written);
        OutboundFrame first =
                OutboundFrame.of(new Frame.ConnectionEstablished(owner.userId(), owner.username(), id), null);
        queue.offer(cursors == null ? first : first.withCursor(null, cursors.firstCursor()));
    }

    public SocketOwner owner() {
        return owner;
    }

    boolean hasCursors() {
        return cursors != null;
    }

    /** A frame for a socket that is on its way out is forgotten; one that finds no room closes the socket. */
    void send(OutboundFrame frame) {
        SendQueue.Offer outcome = queue.offer(frame);
        logFrame("queued", frame, outcome);
        if (outcome == SendQueue.Offer.FULL) {
            close(CloseCode.TOO_SLOW);
        }
    }

    private void written(OutboundFrame frame) {
        logFrame("written", frame, SendQueue.Offer.ACCEPTED);
        pump();
    }

    /** Answers, at debug, whether somebody got an event; costs nothing otherwise. */
    private void logFrame(String step, OutboundFrame frame, SendQueue.Offer outcome) {
        OutboundFrame.Cause cause = frame.cause();
        if (cause != null && LOG.isDebugEnabled()) {
            LOG.debug(
                    "frame {} eventId={} type={} userId={} sessionId={} live={} outcome={}",
                    step,
                    cause.eventId(),
                    frame.type(),
                    owner.userId(),
                    id,
                    cause.live(),
                    outcome);
        }
    }

    /** An event, to a socket that gets them as they come. */
    void deliver(LiveFrame event) {
        if (cursors == null) {
            send(event.plain());
        } else if (cursors.isLive()) {
            send(event.withCursor());
        }
    }

    /** What answers a frame of the client's. */
    void answer(Frame frame) {
        sendWithCursor(OutboundFrame.of(frame, null));
    }

    /** During the backlog without a cursor: where the socket stands is known to its feed alone. */
    private void sendWithCursor(OutboundFrame frame) {
        if (cursors == null || !cursors.isLive()) {
            send(frame);
        } else {
            // Between two events, or the cursor could be older than that of the frame before.
            environment.window().between(cursor -> send(frame.withCursor(null, cursor)));
        }
    }

    /** For the metric; empty for one that has ended. */
    Optional<Phase> phase() {
        return switch (Objects.requireNonNull(state.get())) {
            case SocketState.Handshaking handshaking -> Optional.of(Phase.HANDSHAKING);
            case SocketState.Open open ->
                Optional.of(cursors == null || cursors.isLive() ? Phase.LIVE : Phase.CATCHING_UP);
            case SocketState.Closing closing -> Optional.of(Phase.CLOSING);
            case SocketState.Withdrawn withdrawn -> Optional.empty();
            case SocketState.Closed closed -> Optional.empty();
        };
    }

    long queuedBytes() {
        return queue.bytes();
    }

    /** Whether a frame of the backlog may be added: half of the queue stays free for what is live. */
    boolean hasRoom() {
        return state.get() instanceof SocketState.Open
                && queue.bytes() < environment.settings().queueBytes() / 2;
    }

    private void pump() {
        if (cursors != null) {
            cursors.pump(this);
        }
    }

    /** The upgrade is done. */
    void opened(SocketChannel channel) {
        SocketState before = state.getAndUpdate(now -> now.opened(channel));
        if (before instanceof SocketState.Handshaking) {
            LOG.info("socket opened sessionId={} userId={} cursors={}", id, owner.userId(), hasCursors());
            queue.open(channel);
            pump();
        } else if (before instanceof SocketState.Withdrawn withdrawn) {
            sayGoodbye(channel, withdrawn.code());
        }
    }

    /** Ends the socket with this code, also one that is not open yet; the first call counts. */
    public void close(CloseCode code) {
        SocketState before = state.getAndUpdate(now -> now.closing(code));
        if (before instanceof SocketState.Handshaking) {
            withdrawn(code);
        } else if (before instanceof SocketState.Open open) {
            queue.close();
            sayGoodbye(open.channel(), code);
        }
    }

    /** Ends the socket because this pod wants to be rid of it: its client comes back at once, to this or another one. */
    public void goAway() {
        close(CloseCode.RESTART);
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
        if (before instanceof SocketState.Open open) {
            // The answer to the client's close frame may wait behind a write that it never reads.
            abortLater(open.channel());
            ended(SocketEnd.of(code));
        } else if (before instanceof SocketState.Closing closing) {
            ended(SocketEnd.byUs(closing.code()));
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
        if (cursors != null && cursors.isStuck(CATCH_UP_TIMEOUT)) {
            close(CloseCode.TOO_SLOW);
            return false;
        }
        pingUnanswered = true;
        channel.ping();
        if (cursors != null && cursors.isLive()) {
            sendWithCursor(OutboundFrame.of(new Frame.Heartbeat(), null));
        }
        return true;
    }

    private void sayGoodbye(SocketChannel channel, CloseCode code) {
        channel.close(code);
        abortLater(channel);
    }

    private void abortLater(SocketChannel channel) {
        environment.timer().after(CLOSE_TIMEOUT, channel::abort);
    }

    private void withdrawn(CloseCode code) {
        queue.close();
        LOG.info("socket never opened sessionId={} userId={} reason={}", id, owner.userId(), SocketEnd.word(code));
        whenEnded.accept(this);
    }

    private void ended(SocketEnd end) {
        queue.close();
        environment.metrics().closed(end.code());
        LOG.info(
                "socket closed sessionId={} userId={} reason={} endedBy={} code={} seconds={} framesWritten={}"
                        + " framesReceived={}",
                id,
                owner.userId(),
                end.reason(),
                end.endedBy(),
                end.code(),
                Duration.between(startedAt, environment.clock().instant()).toSeconds(),
                queue.written(),
                framesReceived);
        whenEnded.accept(this);
    }
}
