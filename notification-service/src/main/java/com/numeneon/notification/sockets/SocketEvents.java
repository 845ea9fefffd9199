package com.numeneon.notification.sockets;

import com.numeneon.notification.sessions.SocketOpening;
import com.numeneon.notification.stream.Cursor;
import com.numeneon.notification.stream.EventWindow;
import com.numeneon.notification.stream.StreamEvent;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The events of one socket: by its {@link Feed} until that has nothing left, and then as they are read; and, without cursors,
 * how far its client has acknowledged them. What decides which way an event comes happens within the window's lock.
 *
 * <p>Safe for all threads; nothing here blocks.
 */
final class SocketEvents {

    /** How long a client may take to read what it missed. */
    static final Duration CATCH_UP_TIMEOUT = Duration.ofSeconds(60);

    private final SocketSession socket;
    private final SocketEnvironment environment;
    private final boolean withCursors;
    private final Acknowledgement acknowledgement;
    private volatile Cursor opening;

    /** All from there on was sent or will be: its opening, or the claims that it got. */
    private volatile Cursor served;

    /** Null once the socket is live. */
    private volatile @Nullable Feed feed;

    private volatile @Nullable Stretch stretch;

    /** @param opening from where on the feed gives events, or would */
    SocketEvents(SocketSession socket, Cursor opening, Feed feed, SocketEnvironment environment) {
        this.socket = socket;
        this.opening = opening;
        this.served = opening;
        this.feed = feed;
        this.environment = environment;
        this.withCursors = feed instanceof CursorFeed;
        this.acknowledgement = new Acknowledgement(now());
    }

    boolean withCursors() {
        return withCursors;
    }

    /** For the journal, at the beginning. */
    SocketOpening opening() {
        return opening(opening);
    }

    /** For the journal, when it is to be told anew. */
    SocketOpening openingAt(Cursor pod) {
        return opening(acknowledged(pod));
    }

    private SocketOpening opening(Cursor position) {
        SocketOwner owner = socket.owner();
        return new SocketOpening(socket.id(), owner.userId(), owner.tokenId(), position, withCursors);
    }

    /** Whether events come as they are read. */
    boolean isLive() {
        return feed == null;
    }

    boolean isStuck(Duration limit) {
        Feed backlog = feed;
        Stretch between = stretch;
        return (backlog != null && backlog.isStuck(limit)) || (between != null && between.isStuck(limit));
    }

    /** Whether what it is to get is of the stream that is read now. */
    boolean isCurrent() {
        Feed backlog = feed;
        return backlog == null || backlog.isCurrent();
    }

    /** An event that was just read, for a socket that gets them so. Called within the window's lock. */
    void deliver(LiveFrame event) {
        if (feed == null) {
            if (!withCursors) {
                acknowledgement.sent(environment.window(), now());
            }
            socket.send(withCursors ? event.withCursor() : event.plain());
        }
    }

    /** An event of before, for a socket without cursors. */
    void sendMissed(StreamEvent event) {
        acknowledgement.sentMissed();
        socket.send(OutboundFrame.missed(event));
    }

    /** To be called whenever there may be room for more, or more to be sent. */
    void pump() {
        Feed backlog = feed;
        if (backlog != null) {
            backlog.pump(socket);
        }
        Stretch between = stretch;
        if (between != null) {
            between.pump(socket);
        }
    }

    /** A socket without cursors gets its events: from a claim on, or from its opening on when there is none. */
    void begin(@Nullable Cursor claim) {
        if (feed instanceof PlainFeed waiting) {
            served = start(claim);
            acknowledgement.hold(served, now());
            waiting.begin(claim);
            if (claim == null) {
                pump();
            } else {
                environment.writers().execute(this::pump);
            }
        }
    }

    /** All that was missed is queued. Called within the window's lock, by the feed. */
    void goLive(Cursor now) {
        feed = null;
        releaseAndAsk(now);
        flushIfLeaving(now);
    }

    /** A socket without cursors that has begun gets, in between, what lies between a claim and what it got before. */
    void fill(Cursor claim) {
        EventWindow window = environment.window();
        window.between(now -> {
            Feed backlog = feed;
            if (withCursors || !isServed(claim)) {
                environment.metrics().caughtUp(ResumeOutcome.UNKNOWN_EPOCH);
                return;
            }
            Cursor before = served;
            served = claim.min(before);
            if (backlog instanceof PlainFeed notYetLive) {
                acknowledgement.hold(served, now());
                notYetLive.begin(served);
            } else {
                Cursor stands = acknowledgement.position(now);
                acknowledgement.hold(stands == null ? claim : claim.min(stands), now());
                Stretch between = stretch == null ? new Stretch(environment) : stretch;
                between.give(Missed.between(
                        claim.position(),
                        before.position(),
                        window,
                        socket.owner().userId()));
                stretch = between;
            }
        });
        environment.writers().execute(this::pump);
    }

    /** Nothing is left of this stretch, unless more was given to it meanwhile: then it goes on. */
    void endStretch(Stretch read) {
        environment.window().between(now -> {
            if (!read.hasMore()) {
                // Here, or another one that begins after this moment would take itself for this one.
                read.end();
                stretch = null;
                releaseAndAsk(now);
                flushIfLeaving(now);
            }
        });
    }

    /** From here on nothing is sent any more: what is on its way has an end, and that is told. */
    void leave() {
        environment.window().between(now -> {
            if (feed == null && stretch == null) {
                socket.flush(new Farewell(environment.journal().read(), now));
            }
        });
        pump();
    }

    /** The stream begins anew: what was not sent yet of the old one is gone. */
    void beginAnew() {
        environment.window().between(now -> {
            opening = now;
            served = now;
            acknowledgement.restart(now);
            if (feed instanceof PlainFeed waiting) {
                waiting.beginAnew(environment.window().fromNow(socket.owner().userId()));
            }
        });
        pump();
    }

    /** To be called about once a second. */
    void askWhenDue() {
        if (!withCursors && acknowledgement.isDue(now())) {
            environment.window().between(now -> {
                // A claim may have come meanwhile.
                if (acknowledgement.isDue(now())) {
                    ask(now);
                }
            });
        }
    }

    /** The ping of this number was answered. */
    void acknowledged(int number) {
        acknowledgement.answered(number);
    }

    /** Up to where the client has read for certain; nowhere when it is not known yet from where on it is to get events. */
    Farewell acknowledged() {
        // In this order: a claim that comes between the two is not part of what is said.
        long read = environment.journal().read();
        return new Farewell(read, acknowledgement.position(environment.window().cursor()));
    }

    /**
     * Up to where the client has read for certain; its opening when it is not known yet from where on it is to get events.
     *
     * @param pod where the pod stood before this is called
     */
    Cursor acknowledged(Cursor pod) {
        Cursor position = withCursors ? pod : acknowledgement.position(pod);
        return position == null ? opening : position;
    }

    /** Whether the client has had more than five seconds for what it has not acknowledged. */
    boolean isBehind(long now) {
        return acknowledgement.isBehind(now);
    }

    private void releaseAndAsk(Cursor now) {
        if (acknowledgement.release()) {
            ask(now);
        }
    }

    /** Behind all that was sent. Called within the window's lock. */
    private void ask(Cursor now) {
        socket.send(new QueueItem.Ping(acknowledgement.ask(now, now())));
    }

    /** Whoever wants it to leave has seen it busy, and relies on this. */
    private void flushIfLeaving(Cursor now) {
        if (socket.isLeaving()) {
            socket.flush(new Farewell(environment.journal().read(), now));
        }
    }

    /** A claim on a stream that is no longer read says nothing. */
    private boolean isServed(Cursor claim) {
        return claim.epoch() == opening.epoch();
    }

    private Cursor start(@Nullable Cursor claim) {
        return claim != null && isServed(claim) ? claim : opening;
    }

    private long now() {
        return environment.clock().millis();
    }
}
