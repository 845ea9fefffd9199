package com.numeneon.notification.sockets;

import java.util.ArrayDeque;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The frames that wait for one socket, bounded in bytes, and the pings among them. At most one is with the channel; its
 * completion takes the next one, so a slow reader holds memory up to the bound and no thread. Order is the order of {@link #offer}.
 *
 * <p>Safe for all threads. {@code offer} never blocks and never writes: the first frame after a pause is handed to the
 * executor.
 */
final class SendQueue {

    enum Offer {
        ACCEPTED,
        /** The bound would be passed; nothing was added. */
        FULL,
        /** The queue was closed before; nothing was added. */
        CLOSED
    }

    private final int maxBytes;
    private final Executor writers;
    private final SocketMetrics metrics;
    private final SocketTrail trail;
    private final Consumer<OutboundFrame> whenWritten;

    private final ArrayDeque<QueueItem> waiting = new ArrayDeque<>(2);
    private @Nullable SocketChannel channel;
    private @Nullable Runnable lastStep;
    private long bytes;
    private int written;
    private boolean draining;
    private boolean closed;

    /** @param whenWritten runs after each frame that was written, on the thread that wrote it; must not block */
    SendQueue(
            int maxBytes,
            Executor writers,
            SocketMetrics metrics,
            SocketTrail trail,
            Consumer<OutboundFrame> whenWritten) {
        this.maxBytes = maxBytes;
        this.writers = writers;
        this.metrics = metrics;
        this.trail = trail;
        this.whenWritten = whenWritten;
    }

    Offer offer(QueueItem item) {
        Offer outcome = add(item, maxBytes);
        if (outcome == Offer.ACCEPTED) {
            startDraining();
        } else if (item instanceof OutboundFrame frame) {
            metrics.refused(outcome);
            trail.refused(frame);
        }
        return outcome;
    }

    /**
     * Of a frame that need not go out: where there is no room nothing has happened.
     *
     * @param bound bytes that may wait then, less than the whole
     */
    boolean offerWithin(int bound, OutboundFrame frame) {
        boolean added = add(frame, bound) == Offer.ACCEPTED;
        if (added) {
            startDraining();
        }
        return added;
    }

    private synchronized Offer add(QueueItem item, int bound) {
        if (closed || lastStep != null) {
            return Offer.CLOSED;
        }
        if (bytes + item.bytes() > bound) {
            return Offer.FULL;
        }
        waiting.add(item);
        bytes += item.bytes();
        if (item instanceof OutboundFrame frame) {
            // Before another thread can count it as written.
            metrics.queued(frame);
            trail.queued(frame);
        }
        return Offer.ACCEPTED;
    }

    /** Frames offered before wait until now. */
    void open(SocketChannel newChannel) {
        synchronized (this) {
            channel = newChannel;
        }
        startDraining();
    }

    /** Takes nothing more. Once all that waits is written, the last step runs, on a writer's thread. */
    void finish(Runnable last) {
        synchronized (this) {
            lastStep = last;
        }
        startDraining();
    }

    /** Frees what waits. A frame that is being written is finished, none is begun. */
    synchronized void close() {
        closed = true;
        lastStep = null;
        for (QueueItem item = waiting.poll(); item != null; item = waiting.poll()) {
            countDropped(item);
        }
    }

    synchronized int written() {
        return written;
    }

    synchronized long bytes() {
        return bytes;
    }

    private void startDraining() {
        synchronized (this) {
            if (draining || channel == null || (waiting.isEmpty() && lastStep == null)) {
                return;
            }
            draining = true;
        }
        writers.execute(this::drain);
    }

    private void drain() {
        for (Write write = next(); write != null; write = next()) {
            write.begin();
            if (!write.meet()) {
                return;
            }
        }
        finishIfEmpty();
    }

    private synchronized @Nullable Write next() {
        QueueItem item = waiting.poll();
        if (item == null || channel == null) {
            draining = false;
            return null;
        }
        return new Write(channel, item);
    }

    private void finishIfEmpty() {
        Runnable last;
        synchronized (this) {
            if (draining || closed || !waiting.isEmpty()) {
                return;
            }
            last = lastStep;
            closed = last != null;
            lastStep = null;
        }
        if (last != null) {
            last.run();
        }
    }

    private synchronized void countWritten(OutboundFrame frame) {
        written++;
        bytes -= frame.bytes();
        trail.written(frame);
    }

    private synchronized void countDropped(QueueItem item) {
        bytes -= item.bytes();
        if (item instanceof OutboundFrame frame) {
            metrics.dropped(frame);
            trail.dropped(frame);
        }
    }

    /**
     * One of them on its way. Beginning and completion meet: whoever comes second goes on with the next frame, so a channel
     * that completes before {@code send} returns makes a loop, not a recursion.
     */
    private final class Write implements SocketChannel.Completion {

        private final SocketChannel to;
        private final QueueItem item;
        private final AtomicBoolean oneIsHere = new AtomicBoolean();

        Write(SocketChannel to, QueueItem item) {
            this.to = to;
            this.item = item;
        }

        void begin() {
            switch (item) {
                case OutboundFrame frame -> to.send(frame.text(), this);
                case QueueItem.Ping ping -> to.ping(ping.number(), this);
            }
        }

        /** True for the second who calls. */
        boolean meet() {
            return !oneIsHere.compareAndSet(false, true);
        }

        @Override
        public void written() {
            if (item instanceof OutboundFrame frame) {
                countWritten(frame);
                metrics.written(frame);
                whenWritten.accept(frame);
            }
            continueIfSecond();
        }

        /** The connection is broken or closing; its end is reported to the session by the listener. */
        @Override
        public void failed() {
            countDropped(item);
            close();
            continueIfSecond();
        }

        private void continueIfSecond() {
            if (meet()) {
                drain();
            }
        }
    }
}
