package com.numeneon.standalone.frontdoor;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderMap;
import io.undertow.util.HeaderValues;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Where every request comes in: checks its size, replaces what it says about who forwarded it, and sends it on its way.
 *
 * <p>Nobody before the front door is trusted, so every forwarding header of the client goes. Runs on I/O threads, keeps no
 * state.
 */
final class Entrance implements HttpHandler {

    static final int MAX_URL = 8 << 10;
    static final int MAX_HEADERS = 16 << 10;

    private static final String CONTINUE = "100-continue";
    private static final HttpString X_POWERED_BY = new HttpString("X-Powered-By");
    private static final HttpString X_REAL_IP = new HttpString("X-Real-IP");

    private final Refusals refusals;
    private final HttpHandler sockets;
    private final HttpHandler notification;
    private final HttpHandler api;

    /** @param notification for what comes to the sockets' path but is no WebSocket handshake */
    Entrance(Refusals refusals, HttpHandler sockets, HttpHandler notification, HttpHandler api) {
        this.refusals = refusals;
        this.sockets = sockets;
        this.notification = notification;
        this.api = api;
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) throws Exception {
        exchange.addDefaultResponseListener(refusals);
        exchange.addResponseCommitListener(committing -> {
            committing.getResponseHeaders().remove(X_POWERED_BY);
            committing.getResponseHeaders().remove(Headers.SERVER);
        });
        String path = exchange.getRequestPath();
        String uri = exchange.getRequestURI();
        if (uri.length() + exchange.getQueryString().length() > MAX_URL) {
            refusals.send(exchange, Refusal.URL_TOO_LONG);
        } else if (size(exchange.getRequestHeaders()) > MAX_HEADERS) {
            refusals.send(exchange, Refusal.HEADERS_TOO_LARGE);
        } else if (!path.startsWith("/") || hasControl(uri) || hasControl(exchange.getQueryString())) {
            refusals.send(exchange, Refusal.UNREADABLE);
        } else if (expectsOther(exchange.getRequestHeaders())) {
            exchange.setPersistent(false);
            refusals.send(exchange, Refusal.EXPECTATION);
        } else {
            replaceForwarding(exchange);
            handlerFor(exchange, path).handleRequest(exchange);
        }
    }

    private HttpHandler handlerFor(HttpServerExchange exchange, String path) {
        boolean upgrade =
                "websocket".equalsIgnoreCase(exchange.getRequestHeaders().getFirst(Headers.UPGRADE));
        boolean socketPath = path.equals("/ws") || path.startsWith("/ws/");
        if (socketPath && upgrade) {
            return sockets;
        }
        // Nothing else here can become another protocol.
        if (exchange.getRequestHeaders().contains(Headers.UPGRADE)) {
            exchange.getRequestHeaders().remove(Headers.UPGRADE);
            exchange.getRequestHeaders().remove(Headers.CONNECTION);
        }
        return socketPath ? notification : api;
    }

    private static void replaceForwarding(HttpServerExchange exchange) {
        HeaderMap headers = exchange.getRequestHeaders();
        List<HttpString> foreign = new ArrayList<>(List.of(Headers.FORWARDED, X_REAL_IP));
        for (HttpString name : headers.getHeaderNames()) {
            if (name.toString().toLowerCase(Locale.ROOT).startsWith("x-forwarded-")) {
                foreign.add(name);
            }
        }
        foreign.forEach(headers::remove);
        headers.put(
                Headers.X_FORWARDED_FOR,
                exchange.getSourceAddress().getAddress().getHostAddress());
        headers.put(Headers.X_FORWARDED_PROTO, exchange.getRequestScheme());
        headers.put(Headers.X_FORWARDED_HOST, exchange.getHostAndPort());
    }

    private static int size(HeaderMap headers) {
        int size = 0;
        for (HeaderValues values : headers) {
            for (String value : values) {
                size += values.getHeaderName().length() + value.length();
            }
        }
        return size;
    }

    /** RFC 9110, section 10.1.1, knows but one. */
    private static boolean expectsOther(HeaderMap headers) {
        HeaderValues expected = headers.get(Headers.EXPECT);
        return expected != null && !expected.stream().allMatch(CONTINUE::equalsIgnoreCase);
    }

    private static boolean hasControl(String text) {
        return text.chars().anyMatch(c -> c <= ' ' || c == 0x7f);
    }
}
