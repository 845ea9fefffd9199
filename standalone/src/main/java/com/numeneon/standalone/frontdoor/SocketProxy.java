package com.numeneon.standalone.frontdoor;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.SameThreadExecutor;

/** Takes WebSocket handshakes to the ready notification pod with the fewest open sockets. Keeps no state of its own. */
final class SocketProxy implements HttpHandler {

    private final Pods pods;
    private final Refusals refusals;
    private final Timing timing;

    SocketProxy(Pods pods, Refusals refusals, Timing timing) {
        this.pods = pods;
        this.refusals = refusals;
        this.timing = timing;
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) {
        if (!exchange.isRequestComplete()) {
            refusals.send(exchange, Refusal.UNREADABLE);
            return;
        }
        exchange.dispatch(
                SameThreadExecutor.INSTANCE, () -> new SocketHandshake(exchange, pods, refusals, timing).tryNext());
    }
}
