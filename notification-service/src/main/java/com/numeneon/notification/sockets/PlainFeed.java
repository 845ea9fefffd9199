package com.numeneon.notification.sockets;

import com.numeneon.contracts.frame.Frame;
import com.numeneon.notification.stream.Backlog;
import com.numeneon.notification.stream.Cursor;
import com.numeneon.notification.stream.StreamEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * For a socket that asked for no cursor: its events wait in the window until it is known whether something was left for it
 * by one that was dropped. Exactly the frames of the contract.
 */
final class PlainFeed implements Feed, CatchUp.Course {

    private static final Logger LOG = LoggerFactory.getLogger(PlainFeed.class);

    private final long user;
    private final SocketEnvironment environment;
    private final CatchUp catchUp;
    private volatile Backlog sinceOpening;
    private volatile @Nullable Instant begun;
    private volatile boolean claimed;

    PlainFeed(long user, Backlog sinceOpening, SocketEnvironment environment) {
        this.user = user;
        this.sinceOpening = sinceOpening;
        this.environment = environment;
        this.catchUp = new CatchUp(environment, this);
    }

    /**
     * From now on the socket gets events; to be pumped afterwards.
     *
     * @param claim from where on; null for its opening
     */
    void begin(@Nullable Cursor claim) {
        claimed = claim != null;
        catchUp.give(claim == null ? Missed.of(sinceOpening) : since(claim));
        begun = environment.clock().instant();
    }

    private Missed since(Cursor claim) {
        Missed missed = Missed.since(claim.position(), environment.window(), user);
        return missed.cursor().epoch() == claim.epoch() ? missed : instead(ResumeOutcome.UNKNOWN_EPOCH);
    }

    /** The stream has begun anew: what was missed of the old one is gone. To be pumped afterwards. */
    void beginAnew(Backlog fromNow) {
        sinceOpening = fromNow;
        if (isBegun()) {
            catchUp.give(Missed.of(fromNow));
        }
    }

    boolean isBegun() {
        return begun != null;
    }

    @Override
    public List<OutboundFrame> first(Frame established) {
        return List.of(OutboundFrame.of(established, null));
    }

    @Override
    public void pump(SocketSession socket) {
        catchUp.pump(socket);
    }

    @Override
    public boolean isStuck(Duration limit) {
        Instant since = begun;
        return since != null
                && !catchUp.isOver()
                && environment.clock().instant().isAfter(since.plus(limit));
    }

    @Override
    public boolean isCurrent() {
        return environment.window().isCurrent(sinceOpening);
    }

    @Override
    public void missed(SocketSession socket, StreamEvent event) {
        socket.events().sendMissed(event);
    }

    @Override
    public Missed lost(SocketSession socket, ResumeOutcome why) {
        return instead(why);
    }

    private Missed instead(ResumeOutcome why) {
        if (claimed) {
            claimed = false;
            environment.metrics().caughtUp(why);
            LOG.warn("what was left for a socket cannot be read userId={} reason={}", user, why.reason());
        }
        return Missed.of(sinceOpening);
    }

    @Override
    public void live(SocketSession socket, Cursor now) {
        if (claimed) {
            environment.metrics().caughtUp(ResumeOutcome.RECOVERED);
        }
        socket.events().goLive(now);
    }
}
