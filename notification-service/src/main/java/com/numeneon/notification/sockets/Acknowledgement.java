package com.numeneon.notification.sockets;

import com.numeneon.notification.stream.Cursor;
import com.numeneon.notification.stream.EventWindow;
import java.time.Duration;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * How far a socket's client has read for certain: as far as the pod, if nothing was sent since its last answered ping, else
 * up to that ping, which followed the frames. A client may answer only the last of several pings; that answers all of them.
 *
 * <p>Safe for all threads. Of two locks the window's is taken first.
 */
final class Acknowledgement {

    /** From what was sent to the ping behind it, so that it has gone out within five seconds. */
    static final Duration PING_AFTER = Duration.ofMillis(4_500);

    private static final Duration BEHIND_AFTER = Duration.ofSeconds(5);

    /** A client that answers none of so many is closed by the heartbeat. */
    private static final int MAX_UNANSWERED = 16;

    private record Ping(int number, Cursor position, long at) {}

    private @Nullable ArrayDeque<Ping> unanswered;
    private @Nullable Cursor last;
    private boolean sent;
    private boolean held = true;
    private int number;
    private long since;

    /** @param now when the socket was opened, in milliseconds, as everywhere here */
    Acknowledgement(long now) {
        this.since = now;
    }

    /** What is sent from now on comes after this position, and no ping asks for it until {@link #release}. */
    synchronized void hold(Cursor position, long now) {
        held = true;
        restart(position);
        since = now;
    }

    /** No position from before can be compared with those from now on. */
    synchronized void restart(Cursor position) {
        sent |= unanswered != null;
        unanswered = null;
        last = position;
        forgetWhenIdle();
    }

    /** What is sent from now on comes in the pod's order. Whether something has been sent meanwhile. */
    synchronized boolean release() {
        held = false;
        forgetWhenIdle();
        return sent;
    }

    /** An event goes to the client in the pod's order. Called within the window's lock. */
    synchronized void sent(EventWindow window, long now) {
        if (isIdle()) {
            last = window.beforeNewest();
            since = now;
        }
        sent = true;
    }

    /** An event of a held time goes to the client. */
    synchronized void sentMissed() {
        sent = true;
    }

    /** Whether it is time for a ping. */
    synchronized boolean isDue(long now) {
        if (held || isIdle()) {
            return false;
        }
        if (unanswered == null) {
            return now - since >= PING_AFTER.toMillis();
        }
        return unanswered.size() < MAX_UNANSWERED && now - unanswered.getLast().at() >= PING_AFTER.toMillis();
    }

    /**
     * A ping follows all that was sent. Called within the window's lock.
     *
     * @return its number
     */
    synchronized int ask(Cursor position, long now) {
        if (unanswered == null) {
            unanswered = new ArrayDeque<>(2);
        }
        unanswered.add(new Ping(++number, position, now));
        sent = false;
        return number;
    }

    /** The ping of this number was answered; a number that nobody asked with changes nothing. */
    synchronized void answered(int answer) {
        if (unanswered == null || unanswered.stream().noneMatch(ping -> ping.number() == answer)) {
            return;
        }
        while (unanswered.element().number() != answer) {
            unanswered.remove();
        }
        Ping ping = unanswered.remove();
        last = ping.position();
        since = ping.at();
        unanswered = unanswered.isEmpty() ? null : unanswered;
        forgetWhenIdle();
    }

    /**
     * Where the client stands; null when it is not known yet what it should have got.
     *
     * @param pod where the pod stood before this is called
     */
    synchronized @Nullable Cursor position(Cursor pod) {
        return isIdle() ? pod : last;
    }

    /** Whether the client has had more than five seconds for what it has not acknowledged. */
    synchronized boolean isBehind(long now) {
        return !isIdle() && now - since > BEHIND_AFTER.toMillis();
    }

    private boolean isIdle() {
        return !held && !sent && unanswered == null;
    }

    /** An idle socket stands where the pod stands. */
    private void forgetWhenIdle() {
        if (isIdle()) {
            last = null;
        }
    }
}
