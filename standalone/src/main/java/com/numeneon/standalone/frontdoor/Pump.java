package com.numeneon.standalone.frontdoor;

import io.undertow.connector.ByteBufferPool;
import io.undertow.connector.PooledByteBuffer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.xnio.XnioExecutor;
import org.xnio.conduits.ConduitStreamSinkChannel;
import org.xnio.conduits.ConduitStreamSourceChannel;

/**
 * Moves bytes from one connection to another, in one direction.
 *
 * <p>Reads nothing more until what it has read is written: that is the back-pressure. It keeps a buffer only while bytes wait.
 * When the source ends, the sink's output is shut down and {@code onEnd} runs, once. When the sink is broken, what still
 * comes is thrown away until the source ends. When the sink takes nothing for {@code stalledAfter}, {@code onStall} runs. One
 * I/O thread alone.
 */
final class Pump {

    private final ConduitStreamSourceChannel source;
    private final ConduitStreamSinkChannel sink;
    private final ByteBufferPool buffers;
    private final Duration stalledAfter;
    private final Runnable onEnd;
    private final Runnable onStall;
    private @Nullable PooledByteBuffer waiting;
    private XnioExecutor.@Nullable Key stall;
    private boolean broken;
    private boolean ended;

    Pump(
            ConduitStreamSourceChannel source,
            ConduitStreamSinkChannel sink,
            ByteBufferPool buffers,
            Duration stalledAfter,
            Runnable onEnd,
            Runnable onStall) {
        this.source = source;
        this.sink = sink;
        this.buffers = buffers;
        this.stalledAfter = stalledAfter;
        this.onEnd = onEnd;
        this.onStall = onStall;
    }

    void start() {
        sink.setWriteListener(channel -> writable());
        source.setReadListener(channel -> readable());
        // Not merely resumed: bytes that came together with the handshake are already in a buffer.
        source.wakeupReads();
    }

    boolean hasEnded() {
        return ended;
    }

    /** Lets go of what waits; the owner closes the channels. */
    void stop() {
        ended = true;
        written();
    }

    private void readable() {
        if (ended || waiting != null) {
            source.suspendReads();
            return;
        }
        PooledByteBuffer buffer = buffers.allocate();
        int count;
        try {
            count = source.read(buffer.getBuffer());
        } catch (IOException ignored) {
            count = -1;
        }
        if (count <= 0 || broken) {
            buffer.close();
            if (count < 0) {
                end();
            }
            return;
        }
        buffer.getBuffer().flip();
        waiting = buffer;
        write(buffer.getBuffer());
        if (waiting != null) {
            source.suspendReads();
            sink.resumeWrites();
        }
    }

    private void writable() {
        if (waiting != null) {
            write(waiting.getBuffer());
        }
        if (waiting == null) {
            sink.suspendWrites();
            if (!ended) {
                source.resumeReads();
            }
        }
    }

    private void write(ByteBuffer bytes) {
        int before = bytes.remaining();
        try {
            while (bytes.hasRemaining() && sink.write(bytes) > 0) {}
        } catch (IOException ignored) {
            broken = true;
        }
        if (broken || !bytes.hasRemaining()) {
            written();
        } else if (stall == null || bytes.remaining() < before) {
            startStallClock();
        }
    }

    private void written() {
        stopStallClock();
        if (waiting != null) {
            waiting.close();
            waiting = null;
        }
    }

    private void startStallClock() {
        stopStallClock();
        stall = sink.getIoThread().executeAfter(onStall, stalledAfter.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void stopStallClock() {
        if (stall != null) {
            stall.remove();
            stall = null;
        }
    }

    private void end() {
        ended = true;
        source.suspendReads();
        try {
            sink.shutdownWrites();
            sink.flush();
        } catch (IOException ignored) {
            broken = true;
        }
        onEnd.run();
    }
}
