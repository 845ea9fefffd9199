package com.numeneon.api.tracing;

import com.numeneon.tracing.TraceParent;
import com.numeneon.tracing.Tracing;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.HandlerMapping;

/**
 * One request as a span, by OpenTelemetry's conventions for HTTP servers, but without its path and its query: callers write
 * there what they like, now and then a token.
 */
final class RequestSpan {

    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

    private final Span span;
    private final String method;

    private RequestSpan(Span span, String method) {
        this.span = span;
        this.method = method;
    }

    /** @param caller the header {@code traceparent}; a trace begins without a valid one */
    static RequestSpan begin(Tracing tracing, @Nullable String caller, HttpServletRequest request) {
        boolean known = METHODS.contains(request.getMethod());
        String method = known ? request.getMethod() : "HTTP";
        Span span = tracing.span(
                        method, SpanKind.SERVER, TraceParent.parse(caller).orElse(null))
                .setAttribute("http.request.method", known ? method : "_OTHER")
                .startSpan();
        return new RequestSpan(span, method);
    }

    TraceParent traceParent() {
        return Tracing.traceParent(span);
    }

    void end(HttpServletRequest request, int status) {
        if (request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE) instanceof String route) {
            span.updateName(method + " " + route);
            span.setAttribute("http.route", route);
        }
        span.setAttribute("http.response.status_code", status);
        if (status >= 500) {
            span.setStatus(StatusCode.ERROR);
        }
        span.end();
    }
}
