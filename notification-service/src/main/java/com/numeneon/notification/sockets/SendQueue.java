package com.numeneon.notification.sockets;

import java.util.ArrayDeque;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The frames that wait for one socket, bounded in bytes. At most one is with the channel; its completion takes the next
 * one, so a slow reader holds memory up to the bound and no thread. Order is the order of {@link #offer}.
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
    private final Consumer<OutboundFrame> whenWritten;

    private final ArrayDeque<OutboundFrame> waiting = new ArrayDeque<>(2);
    private @Nullable SocketChannel channel;
    private long bytes;
    private int written;
    private boolean draining;
    private boolean closed;

    /** @param whenWritten runs after each frame that was written, on the thread that wrote it; must not block */
    SendQueue(int maxBytes, Executor writers, SocketMetrics metrics, Consumer<OutboundFrame> whenWritten) {
        this.maxBytes = maxBytes;
        this.writers = writers;
        this.metrics = metrics;
        this.whenWritten = whenWritten;
    }

    Offer offer(OutboundFrame frame) {
        Offer outcome = add(frame);
        if (outcome == Offer.ACCEPTED) {
            startDraining();
        } else {
            metrics.refused(outcome);
        }
        return outcome;
    }

    private synchronized Offer add(OutboundFrame frame) {
        if (closed) {
            return Offer.CLOSED;
        }
        if (bytes + frame.bytes() > maxBytes) {
            return Offer.FULL;
        }
        waiting.add(frame);
        bytes += frame.bytes();
        // Before another thread can count it as written.
        metrics.queued(frame);
        return Offer.ACCEPTED;
    }

    /** Frames offered before wait until now. */
    void open(SocketChannel newChannel) {
        synchronized (this) {
            channel = newChannel;
        }
        startDraining();
    }

    /** Frees what waits. A frame that is being written is finished, none is begun. */
    synchronized void close() {
        closed = true;
        for (OutboundFrame frame = waiting.poll(); frame != null; frame = waiting.poll()) {
            bytes -= frame.bytes();
            metrics.dropped(frame);
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
            if (draining || channel == null || waiting.isEmpty()) {
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
    }

    private synchronized @Nullable Write next() {
        OutboundFrame frame = waiting.poll();
        if (frame == null || channel == null) {
            draining = false;
            return null;
        }
        return new Write(channel, frame);
    }

    private synchronized void countWritten(OutboundFrame frame) {
        written++;
        bytes -= frame.bytes();
    }

    private synchronized void countDropped(OutboundFrame frame) {
        bytes -= frame.bytes();
        metrics.dropped(frame);
    }

    /**
     * One frame on its way. Beginning and completion meet: whoever comes second goes on with the next frame, so a channel
     * that completes before {@code send} returns makes a loop, not a recursion.
     */
    private final class Write implements SocketChannel.Completion {

        private final SocketChannel to;
        private final OutboundFrame frame;
        private final AtomicBoolean oneIsHere = new AtomicBoolean();

        Write(SocketChannel to, OutboundFrame frame) {
            this.to = to;
            this.frame = frame;
        }

        void begin() {
            to.send(frame.text(), this);
        }

        /** True for the second who calls. */
        boolean meet() {
            return !oneIsHere.compareAndSet(false, true);
        }

        @Override
        public void written() {
            countWritten(frame);
            metrics.written(frame);
            whenWritten.accept(frame);
            continueIfSecond();
        }

        /** The connection is broken or closing; its end is reported to the session by the listener. */
        @Override
        public void failed() {
            countDropped(frame);
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
