package com.numeneon.benchmarks.floor;

import java.util.Objects;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.eclipse.jetty.websocket.server.WebSocketUpgradeHandler;
import org.jspecify.annotations.Nullable;

/** A process that sends each text frame back, by Jetty as it comes. Prints its port when it listens; ends with its input. */
final class EchoServer {

    private EchoServer() {}

    public static void main(String[] none) throws Exception {
        Server server = new Server();
        ServerConnector connector = new ServerConnector(server);
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        server.setHandler(WebSocketUpgradeHandler.from(
                server, container -> container.addMapping("/*", (request, response, callback) -> new Echo())));
        server.start();
        System.out.println(connector.getLocalPort());
        System.out.flush();
        while (System.in.read() >= 0) {
            // Whoever started this keeps it open.
        }
        server.stop();
    }

    /** Public, as Jetty looks its methods up. */
    public static final class Echo implements Session.Listener.AutoDemanding {

        private volatile @Nullable Session session;

        @Override
        public void onWebSocketOpen(Session opened) {
            session = opened;
        }

        @Override
        public void onWebSocketText(String text) {
            Objects.requireNonNull(session).sendText(text, Callback.NOOP);
        }
    }
}
