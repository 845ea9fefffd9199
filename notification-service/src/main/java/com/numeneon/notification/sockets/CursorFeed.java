package com.numeneon.notification.sockets;

import com.numeneon.contracts.frame.Frame;
import com.numeneon.notification.stream.Backlog;
import com.numeneon.notification.stream.Cursor;
import com.numeneon.notification.stream.StreamEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * For a socket that asked for a cursor: what it missed since the one that it brought. The first frame, each frame of the
 * backlog and {@code resume}, which ends it, carry the cursor of their place.
 */
final class CursorFeed implements Feed, CatchUp.Course {

    private final long user;
    private final SocketEnvironment environment;
    private final Instant since;
    private final String firstCursor;
    private final Backlog beginning;
    private final CatchUp catchUp;
    private @Nullable ResumeOutcome outcome;

    private CursorFeed(
            long user,
            SocketEnvironment environment,
            String firstCursor,
            Missed missed,
            @Nullable ResumeOutcome outcome) {
        this.user = user;
        this.environment = environment;
        this.since = environment.clock().instant();
        this.firstCursor = firstCursor;
        this.beginning = missed.backlog();
        this.catchUp = new CatchUp(environment, this);
        this.outcome = outcome;
        catchUp.give(missed);
    }

    /** For somebody who is new here. */
    static CursorFeed fromNow(long user, SocketEnvironment environment) {
        return fromNow(user, environment, null);
    }

    /** For somebody who was here before, as the cursor says. */
    static CursorFeed since(String text, long user, SocketEnvironment environment) {
        Optional<Cursor> cursor = Cursor.parse(text);
        if (cursor.isEmpty()) {
            return fromNow(user, environment, ResumeOutcome.NOT_A_CURSOR);
        }
        Missed missed = Missed.since(cursor.get().position(), environment.window(), user);
        return missed.cursor().epoch() == cursor.get().epoch()
                ? new CursorFeed(user, environment, text, missed, ResumeOutcome.RECOVERED)
                : fromNow(user, environment, ResumeOutcome.UNKNOWN_EPOCH);
    }

    private static CursorFeed fromNow(long user, SocketEnvironment environment, @Nullable ResumeOutcome outcome) {
        Missed nothing = Missed.of(environment.window().fromNow(user));
        return new CursorFeed(user, environment, nothing.cursor().text(), nothing, outcome);
    }

    @Override
    public List<OutboundFrame> first(Frame established) {
        OutboundFrame first = OutboundFrame.of(established, null).withCursor(null, firstCursor);
        return outcome == null || outcome.isRecovered() ? List.of(first) : List.of(first, end(outcome, firstCursor));
    }

    @Override
    public void pump(SocketSession socket) {
        catchUp.pump(socket);
    }

    @Override
    public boolean isStuck(Duration limit) {
        return !catchUp.isOver() && environment.clock().instant().isAfter(since.plus(limit));
    }

    @Override
    public boolean isCurrent() {
        return environment.window().isCurrent(beginning);
    }

    @Override
    public void missed(SocketSession socket, StreamEvent event) {
        socket.send(OutboundFrame.missed(event)
                .withCursor(event.id(), catchUp.cursor().text()));
    }

    @Override
    public Missed lost(SocketSession socket, ResumeOutcome why) {
        Missed nothing = Missed.of(environment.window().fromNow(user));
        socket.send(end(why, nothing.cursor().text()));
        return nothing;
    }

    @Override
    public void live(SocketSession socket, Cursor now) {
        if (outcome != null) {
            socket.send(end(outcome, now.text()));
        }
        socket.events().goLive(now);
    }

    /** Said once; nothing to be said to a client that missed nothing because it is new. */
    private OutboundFrame end(ResumeOutcome how, String cursor) {
        outcome = null;
        environment.metrics().resumed(how);
        return OutboundFrame.of(new Frame.Resume(how.isRecovered(), how.reason()), null)
                .withCursor(null, cursor);
    }
}
