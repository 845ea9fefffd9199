package com.numeneon.notification.handshake;

import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletCoreRequest;
import org.eclipse.jetty.ee11.servlet.ServletCoreResponse;
import org.eclipse.jetty.ee11.websocket.server.JettyWebSocketServerContainer;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Blocker;
import org.eclipse.jetty.websocket.common.JettyWebSocketFrameHandlerFactory;
import org.eclipse.jetty.websocket.core.server.WebSocketMappings;
import org.eclipse.jetty.websocket.core.server.WebSocketNegotiator;

/**
 * Makes a socket of a request, as {@link JettyWebSocketServerContainer#upgrade} does, but for what that keeps of the request
 * for as long as the socket is open: Jetty's session would hold its request and response, by them the whole HTTP side of
 * the connection, and the URI with the token several times, half of what an idle socket takes. So the session gets neither
 * of the two, and a URI without its query.
 */
final class Upgrade {

    private final WebSocketMappings mappings;
    private final JettyWebSocketFrameHandlerFactory handlers;

    /** @param context one whose container is there */
    Upgrade(ServletContext context) {
        mappings = WebSocketMappings.ensureMappings(ServletContextHandler.getServletContextHandler(context));
        handlers = JettyWebSocketServerContainer.getContainer(context).getBean(JettyWebSocketFrameHandlerFactory.class);
    }

    /** Whether it is one now; false for a request that is no proper handshake, with nothing answered. */
    boolean upgrade(Object endpoint, HttpServletRequest request, HttpServletResponse response) throws IOException {
        WebSocketNegotiator negotiator = WebSocketNegotiator.from(
                (asked, answer, callback) -> {
                    // Browsers always offer permessage-deflate; it would cost some 200 KB for each socket.
                    answer.setExtensions(List.of());
                    return endpoint;
                },
                (ofOurs, asked, answer) -> handlers.newJettyFrameHandler(ofOurs));
        Request core = new WithoutQuery(ServletCoreRequest.wrap(request));
        try (Blocker.Callback done = Blocker.callback()) {
            boolean upgraded = mappings.upgrade(
                    negotiator,
                    core,
                    ServletCoreResponse.wrap(core, response, false),
                    done,
                    // Our own heartbeat decides who is dead.
                    configuration -> configuration.setIdleTimeout(Duration.ZERO));
            if (upgraded) {
                done.block();
            }
            return upgraded;
        }
    }

    private static final class WithoutQuery extends Request.Wrapper {

        private final HttpURI uri;

        WithoutQuery(Request request) {
            super(request);
            uri = HttpURI.build(request.getHttpURI()).query(null).asImmutable();
        }

        @Override
        public HttpURI getHttpURI() {
            return uri;
        }
    }
}
