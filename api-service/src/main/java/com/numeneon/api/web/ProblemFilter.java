package com.numeneon.api.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.filter.OncePerRequestFilter;

/** Answers what is thrown outside the dispatcher, so that the container never makes an error page. */
final class ProblemFilter extends OncePerRequestFilter {

    private final ProblemResolver resolver;

    ProblemFilter(ProblemResolver resolver) {
        this.resolver = resolver;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException {
        response.setHeader("X-Content-Type-Options", "nosniff");
        try {
            chain.doFilter(request, response);
        } catch (ServletException e) {
            resolver.answer(e.getRootCause() == null ? e : e.getRootCause(), response);
        } catch (IOException | RuntimeException e) {
            resolver.answer(e, response);
        }
    }
}
