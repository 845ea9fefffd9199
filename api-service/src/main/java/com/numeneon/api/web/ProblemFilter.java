package com.numeneon.api.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.filter.OncePerRequestFilter;

/** Answers what is thrown outside the dispatcher, so that the container never makes an error page; refuses TRACE. */
final class ProblemFilter extends OncePerRequestFilter {

    private static final List<String> USUAL_METHODS =
            List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

    private final ProblemResolver resolver;

    ProblemFilter(ProblemResolver resolver) {
        this.resolver = resolver;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException {
        try {
            refuseTrace(request);
            chain.doFilter(request, response);
        } catch (ServletException e) {
            resolver.answer(e.getRootCause() == null ? e : e.getRootCause(), response);
        } catch (IOException | RuntimeException e) {
            resolver.answer(e, response);
        }
    }

    /** The servlet API would answer it by repeating the request, its token included. */
    private static void refuseTrace(HttpServletRequest request) throws HttpRequestMethodNotSupportedException {
        if (request.getMethod().equals("TRACE")) {
            throw new HttpRequestMethodNotSupportedException(request.getMethod(), USUAL_METHODS);
        }
    }
}
