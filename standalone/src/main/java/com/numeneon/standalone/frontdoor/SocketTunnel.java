package com.numeneon.standalone.frontdoor;

import io.undertow.connector.ByteBufferPool;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.xnio.IoUtils;
import org.xnio.StreamConnection;
import org.xnio.XnioExecutor;

/**
 * Joins a client's open socket to its pod's, byte for byte.
 *
 * <p>At most one buffer is held in each direction: who does not read makes the other side stop writing. When one side ends,
 * the other is told at once and has {@link Timing#lingerFor} to end too, so that the last frame (a close with its code) is
 * not lost to a reset. Both connections belong to one I/O thread, the only one that comes here.
 */
final class SocketTunnel {

    private final StreamConnection client;
    private final StreamConnection pod;
    private final Timing timing;
    private final Pump down;
    private final Pump up;
    private XnioExecutor.@Nullable Key linger;

    SocketTunnel(StreamConnection client, StreamConnection pod, ByteBufferPool buffers, Timing timing) {
        this.client = client;
        this.pod = pod;
        this.timing = timing;
        this.down = new Pump(
                pod.getSourceChannel(),
                client.getSinkChannel(),
                buffers,
                timing.stalledAfter(),
                this::ended,
                this::close);
        this.up = new Pump(
                client.getSourceChannel(),
                pod.getSinkChannel(),
                buffers,
                timing.stalledAfter(),
                this::ended,
                this::close);
    }

    void start() {
        down.start();
        up.start();
    }

    private void ended() {
        if (down.hasEnded() && up.hasEnded()) {
            close();
        } else if (linger == null) {
            startLinger();
        }
    }

    private void startLinger() {
        try {
            linger = client.getIoThread()
                    .executeAfter(this::close, timing.lingerFor().toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException ignored) {
            // The front door is stopping; nothing lingers then.
            close();
        }
    }

    private void close() {
        if (linger != null) {
            linger.remove();
        }
        down.stop();
        up.stop();
        IoUtils.safeClose(client, pod);
    }
}
