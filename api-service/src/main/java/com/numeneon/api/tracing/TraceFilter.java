package com.numeneon.api.tracing;

import com.numeneon.tracing.TraceParent;
import com.numeneon.tracing.Tracing;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.random.RandomGenerator;
import org.slf4j.MDC;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Goes on with the caller's trace or begins one, and puts its id into every log line of the request. Where spans are exported
 * the request is one; else it has an id all the same, so that what it causes can be found.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
final class TraceFilter extends OncePerRequestFilter {

    private static final String LOG_KEY = "traceId";

    private final RandomGenerator random;
    private final Tracing tracing;

    TraceFilter(RandomGenerator random, Tracing tracing) {
        this.random = random;
        this.tracing = tracing;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String caller = request.getHeader(TraceParent.HEADER);
        if (!tracing.isOn()) {
            serve(TraceParent.continued(caller, random), request, response, chain);
            return;
        }
        RequestSpan span = RequestSpan.begin(tracing, caller, request);
        boolean served = false;
        try {
            serve(span.traceParent(), request, response, chain);
            served = true;
        } finally {
            span.end(request, served ? response.getStatus() : HttpServletResponse.SC_INTERNAL_SERVER_ERROR);
        }
    }

    private static void serve(
            TraceParent trace, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        MDC.put(LOG_KEY, trace.traceId());
        try {
            ScopedValue.where(CurrentTrace.VALUE, trace).call(() -> {
                chain.doFilter(request, response);
                return true;
            });
        } catch (ServletException | IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new ServletException(e);
        } finally {
            MDC.remove(LOG_KEY);
        }
    }
}
