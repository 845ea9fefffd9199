package com.numeneon.notification.sockets;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What Jetty tells about one socket. Takes text in pieces, so that a frame above the limit is answered by our code and
 * never held as a whole. Jetty calls one method at a time.
 */
public final class JettyEndpoint implements Session.Listener.AutoDemanding {

    static final int MAX_CLIENT_FRAME_BYTES = 64 * 1024;

    private static final Logger LOG = LoggerFactory.getLogger(JettyEndpoint.class);

    private final SocketSession socket;
    private final FrameRate rate = new FrameRate();
    private @Nullable Session session;
    private @Nullable StringBuilder pieces;
    private int pieceBytes;

    public JettyEndpoint(SocketSession socket) {
        this.socket = socket;
    }

    @Override
    public void onWebSocketOpen(Session opened) {
        session = opened;
        socket.opened(new JettyChannel(opened));
    }

    @Override
    public void onWebSocketPartialText(String payload, boolean last) {
        // Pieces without a byte would be free of both limits if they did not count as frames.
        if ((last || payload.isEmpty()) && isFlooding()) {
            return;
        }
        if (pieceBytes <= MAX_CLIENT_FRAME_BYTES) {
            pieceBytes += payload.getBytes(StandardCharsets.UTF_8).length;
        }
        if (pieceBytes > MAX_CLIENT_FRAME_BYTES) {
            pieces = null;
            socket.close(CloseCode.BAD_FRAME);
            return;
        }
        if (!last) {
            pieces = pieces == null ? new StringBuilder() : pieces;
            pieces.append(payload);
            return;
        }
        String text = pieces == null ? payload : pieces.append(payload).toString();
        pieces = null;
        pieceBytes = 0;
        socket.answer(ClientFrames.answer(text));
    }

    @Override
    public void onWebSocketPartialBinary(ByteBuffer payload, boolean last, Callback callback) {
        callback.succeed();
        socket.close(CloseCode.BAD_FRAME);
    }

    @Override
    public void onWebSocketPing(ByteBuffer payload) {
        if (!isFlooding() && session != null) {
            session.sendPong(payload, Callback.NOOP);
        }
    }

    @Override
    public void onWebSocketPong(ByteBuffer payload) {
        if (!isFlooding() && payload.remaining() == Integer.BYTES) {
            socket.events().acknowledged(payload.getInt(payload.position()));
        }
    }

    @Override
    public void onWebSocketError(Throwable cause) {
        // The class alone: messages of the transport may quote what the client sent.
        LOG.debug(
                "socket error userId={} cause={}",
                socket.owner().userId(),
                cause.getClass().getName());
    }

    @Override
    public void onWebSocketClose(int statusCode, @Nullable String reason, Callback callback) {
        callback.succeed();
        socket.closedByPeer(statusCode);
    }

    private boolean isFlooding() {
        socket.heard();
        boolean flooding = rate.isFlooding(System.nanoTime());
        if (flooding) {
            socket.close(CloseCode.FLOODING);
        }
        return flooding;
    }
}
