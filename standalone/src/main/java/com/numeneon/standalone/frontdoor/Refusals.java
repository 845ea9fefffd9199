package com.numeneon.standalone.frontdoor;

import com.numeneon.contracts.headers.SecurityHeaders;
import com.numeneon.contracts.origin.AllowedOrigins;
import com.numeneon.contracts.problem.Problem;
import io.undertow.server.DefaultResponseListener;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderMap;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import io.undertow.util.Methods;
import io.undertow.util.StatusCodes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the answers that the front door makes itself: a problem body, and CORS headers, without which a browser hides the
 * answer from the page.
 *
 * <p>As default response listener it also gives a body to the bare statuses with which the proxy ends a failed exchange.
 * Runs on the exchange's I/O thread, keeps no state.
 */
final class Refusals implements DefaultResponseListener {

    private static final Logger log = LoggerFactory.getLogger(Refusals.class);
    private static final HttpString ALLOW_ORIGIN = new HttpString("Access-Control-Allow-Origin");
    private static final HttpString ALLOW_METHODS = new HttpString("Access-Control-Allow-Methods");
    private static final HttpString ALLOW_HEADERS = new HttpString("Access-Control-Allow-Headers");
    private static final HttpString EXPOSE_HEADERS = new HttpString("Access-Control-Expose-Headers");
    private static final HttpString MAX_AGE = new HttpString("Access-Control-Max-Age");
    private static final HttpString REQUEST_METHOD = new HttpString("Access-Control-Request-Method");
    private static final String RETRY_AFTER_SECONDS = "1";

    private final AllowedOrigins allowedOrigins;

    Refusals(AllowedOrigins allowedOrigins) {
        this.allowedOrigins = allowedOrigins;
    }

    void send(HttpServerExchange exchange, Refusal refusal) {
        HeaderMap headers = exchange.getResponseHeaders();
        SecurityHeaders.ALL.forEach((name, value) -> headers.put(new HttpString(name), value));
        headers.add(Headers.VARY, Headers.ORIGIN_STRING);
        String origin = exchange.getRequestHeaders().getFirst(Headers.ORIGIN);
        boolean allowed = origin != null && allowedOrigins.allows(origin);
        if (allowed) {
            headers.put(ALLOW_ORIGIN, origin);
            headers.put(EXPOSE_HEADERS, "Link, Retry-After");
        }
        if (allowed && refusal == Refusal.NO_POD && isPreflight(exchange)) {
            // A browser never shows a refused preflight: it gets its yes, and the page the 503 of the request that
            // follows.
            headers.put(ALLOW_METHODS, "GET, POST, PUT, PATCH, DELETE");
            headers.put(ALLOW_HEADERS, "authorization, content-type, idempotency-key, traceparent");
            headers.put(MAX_AGE, "86400");
            exchange.setStatusCode(StatusCodes.NO_CONTENT);
            exchange.endExchange();
            return;
        }
        if (refusal == Refusal.BROKEN_OFF || refusal == Refusal.NO_ANSWER || refusal == Refusal.FAILED) {
            // The path without its query, which may carry a token.
            log.warn(
                    "A request failed status={} method={} path={} pod={}",
                    refusal.status(),
                    exchange.getRequestMethod(),
                    exchange.getRequestPath(),
                    Attempt.of(exchange).lastPod());
        }
        exchange.setStatusCode(refusal.status());
        headers.put(Headers.CONTENT_TYPE, Problem.MEDIA_TYPE);
        headers.put(Headers.CACHE_CONTROL, "no-store");
        if (refusal == Refusal.NO_POD) {
            headers.put(Headers.RETRY_AFTER, RETRY_AFTER_SECONDS);
        }
        exchange.getResponseSender().send(refusal.body());
    }

    @Override
    public boolean handleDefaultResponse(HttpServerExchange exchange) {
        // It is also asked after an answer whose request is still coming in.
        if (!exchange.isResponseChannelAvailable() || exchange.getStatusCode() < StatusCodes.BAD_REQUEST) {
            return false;
        }
        send(exchange, meaning(exchange));
        return true;
    }

    private static Refusal meaning(HttpServerExchange exchange) {
        if (Attempt.of(exchange).hasBrokenBody()) {
            return Refusal.UNREADABLE;
        }
        boolean sent = Attempt.of(exchange).wasSent();
        return switch (exchange.getStatusCode()) {
            case StatusCodes.SERVICE_UNAVAILABLE -> sent ? Refusal.BROKEN_OFF : Refusal.NO_POD;
            case StatusCodes.GATEWAY_TIME_OUT -> Refusal.NO_ANSWER;
            case StatusCodes.INTERNAL_SERVER_ERROR -> sent ? Refusal.BROKEN_OFF : Refusal.FAILED;
            case StatusCodes.BAD_REQUEST -> Refusal.UNREADABLE;
            default -> Refusal.FAILED;
        };
    }

    private static boolean isPreflight(HttpServerExchange exchange) {
        return exchange.getRequestMethod().equals(Methods.OPTIONS)
                && exchange.getRequestHeaders().contains(REQUEST_METHOD);
    }
}
