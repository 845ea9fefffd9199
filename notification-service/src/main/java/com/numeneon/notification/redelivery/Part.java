package com.numeneon.notification.redelivery;

import com.numeneon.notification.eventlog.LogUnavailable;
import com.numeneon.notification.operations.Audit;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * This pod's part of one order: an event is pushed to the user's sockets here when its turn is called, and not otherwise.
 * So nothing goes out once whoever calls is gone, stands still, or was told to stop. It ends with the last event, when it is
 * told to, and when no call has come for a while.
 *
 * <p>Safe for all threads.
 */
final class Part {

    /** Without a call for so long it is over: longer than whoever calls waits for an answer, and then for the next turn. */
    static final Duration LEASE = Duration.ofSeconds(20);

    private final Order order;
    private final Pushing pushing;
    private final Duration lease;
    private final Audit audit;
    private int next;
    private long frames;
    private long skipped;
    private long leaseEnds;
    private volatile boolean ended;

    /** Does what a turn is for. Called by one thread at a time; closed once. */
    interface Pushing {

        /**
         * Blocks for seconds at most.
         *
         * @throws LogUnavailable when the log cannot be read
         */
        Turn push(Order.Event event);

        void close();
    }

    /** @param lease for tests; {@link #LEASE} */
    Part(Order order, Pushing pushing, Duration lease, Audit audit) {
        this.order = order;
        this.pushing = pushing;
        this.lease = lease;
        this.leaseEnds = System.nanoTime() + lease.toNanos();
        this.audit = audit;
    }

    /**
     * Each event has one turn, in their order; one may be passed over. Blocks for seconds at most.
     *
     * @param turn from 0 on
     * @return empty when it is over, or that turn is
     * @throws LogUnavailable when the log cannot be read, with which it ends
     */
    synchronized Optional<Turn> push(int turn) {
        if (leftOfLease() <= 0) {
            end();
        }
        if (ended || turn < next || turn >= order.events().size()) {
            return Optional.empty();
        }
        next = turn + 1;
        try {
            Turn taken = pushing.push(order.events().get(turn));
            frames += taken.sockets();
            skipped += taken.skipped();
            leaseEnds = System.nanoTime() + lease.toNanos();
            if (next == order.events().size()) {
                end();
            }
            return Optional.of(taken);
        } catch (LogUnavailable e) {
            end();
            throw e;
        }
    }

    boolean isOf(String operator) {
        return order.operator().equals(operator);
    }

    /** Takes no lock: it may be asked while an event is being read. */
    boolean hasEnded() {
        return ended;
    }

    /** Blocks until it is over, at the end of its lease at the latest. */
    synchronized void awaitEnd() throws InterruptedException {
        while (!ended && leftOfLease() > 0) {
            TimeUnit.NANOSECONDS.timedWait(this, leftOfLease());
        }
        end();
    }

    private long leftOfLease() {
        return leaseEnds - System.nanoTime();
    }

    /** Does nothing the second time. Blocks for seconds at most, while an event is being read. */
    synchronized void end() {
        if (ended) {
            return;
        }
        ended = true;
        notifyAll();
        pushing.close();
        audit.note(
                "redelivery on this pod ended replayId={} operator={} userId={} frames={} skipped={} complete={}",
                order.replayId(),
                order.operator(),
                order.userId(),
                frames,
                skipped,
                next == order.events().size());
    }

    void noteBegin() {
        audit.note(
                "redelivery on this pod begins replayId={} operator={} address={} userId={} events={} pace={} reason=\"{}\"",
                order.replayId(),
                order.operator(),
                order.address(),
                order.userId(),
                order.events().size(),
                order.pace(),
                order.reason());
    }
}
