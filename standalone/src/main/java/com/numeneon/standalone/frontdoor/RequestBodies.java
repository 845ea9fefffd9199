package com.numeneon.standalone.frontdoor;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.protocol.http.HttpContinue;
import java.time.Duration;

/**
 * Lets bodies of at most 1 MiB through.
 *
 * <p>A body that says it is no longer streams to the pod. One that says it is longer is read and thrown away (up to 8 MiB)
 * and then answered 413, so that its sender gets the answer and not a reset. One that does not say (chunked) is held until
 * its end has come, since only then is it known which of the two it is.
 */
final class RequestBodies implements HttpHandler {

    static final long LIMIT = 1 << 20;
    static final long READ_AT_MOST = 8 << 20;

    private final HttpHandler next;
    private final Refusals refusals;
    private final Duration within;

    RequestBodies(HttpHandler next, Refusals refusals, Duration within) {
        this.next = next;
        this.refusals = refusals;
        this.within = within;
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) throws Exception {
        long length = exchange.getRequestContentLength();
        if (exchange.isRequestComplete() || (length >= 0 && length <= LIMIT)) {
            exchange.addRequestWrapper(BodyWatch.wrapper());
            next.handleRequest(exchange);
        } else if (length > LIMIT && HttpContinue.requiresContinueResponse(exchange)) {
            // It asked before it sent anything: there is nothing to throw away.
            exchange.setPersistent(false);
            refusals.send(exchange, Refusal.BODY_TOO_LARGE);
        } else {
            new BodyIntake(exchange, next, refusals, within).begin(length < 0);
        }
    }
}
