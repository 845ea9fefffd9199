package com.numeneon.notification.sockets;

import java.nio.ByteBuffer;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.eclipse.jetty.websocket.common.WebSocketSession;
import org.eclipse.jetty.websocket.core.CloseStatus;
import org.eclipse.jetty.websocket.core.Frame;
import org.eclipse.jetty.websocket.core.OpCode;

/** {@link SocketChannel} on Jetty's own asynchronous writes: no thread waits for a client to read. */
final class JettyChannel implements SocketChannel {

    private final Session session;

    JettyChannel(Session session) {
        this.session = session;
    }

    @Override
    public void send(String text, Completion completion) {
        session.sendText(text, Callback.from(completion::written, cause -> completion.failed()));
    }

    @Override
    public void ping() {
        session.sendPing(ByteBuffer.allocate(0), Callback.NOOP);
    }

    @Override
    public void ping(int number, Completion completion) {
        session.sendPing(
                ByteBuffer.allocate(Integer.BYTES).putInt(0, number),
                Callback.from(completion::written, cause -> completion.failed()));
    }

    @Override
    public void close(CloseCode code) {
        if (code == CloseCode.RESTART && session instanceof WebSocketSession jetty) {
            jetty.getCoreSession().sendFrame(new RestartFrame(), org.eclipse.jetty.util.Callback.NOOP, false);
        } else {
            session.close(code.code(), code.reason(), Callback.NOOP);
        }
    }

    @Override
    public void abort() {
        session.disconnect();
    }

    /**
     * Our goodbye for a restart. Jetty drops a connection right after a close frame with a status below 3000, other than
     * 1000, and the client's answer with it, which proves that it has read everything before. So Jetty takes this for a
     * normal end.
     */
    private static final class RestartFrame extends Frame implements CloseStatus.Supplier {

        RestartFrame() {
            super(
                    OpCode.CLOSE,
                    true,
                    CloseStatus.asPayloadBuffer(CloseCode.RESTART.code(), CloseCode.RESTART.reason()));
        }

        @Override
        public CloseStatus getCloseStatus() {
            return CloseStatus.NORMAL_STATUS;
        }
    }
}
