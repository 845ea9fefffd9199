package com.numeneon.notification.sockets;

import java.nio.ByteBuffer;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;

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
    public void close(CloseCode code) {
        session.close(code.code(), code.reason(), Callback.NOOP);
    }

    @Override
    public void abort() {
        session.disconnect();
    }
}
