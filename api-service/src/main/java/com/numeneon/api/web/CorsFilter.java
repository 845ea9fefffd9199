package com.numeneon.api.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Answers preflights and gives every other answer its CORS headers. A request from a refused origin is still served, but
 * without them: the browser then keeps the answer from the page, while a page of our own host, which needs no permission,
 * goes on working behind any proxy.
 */
final class CorsFilter extends OncePerRequestFilter {

    private final Cors cors;
    private final ProblemWriter problems;

    CorsFilter(Cors cors, ProblemWriter problems) {
        this.cors = cors;
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        boolean allowed = cors.apply(request.getHeader(HttpHeaders.ORIGIN), response::addHeader);
        if (!isPreflight(request)) {
            chain.doFilter(request, response);
        } else if (allowed) {
            cors.applyPreflight(response::setHeader);
            response.setStatus(HttpServletResponse.SC_NO_CONTENT);
        } else {
            problems.write(new Forbidden("This origin is not allowed to call the API."), response);
        }
    }

    private static boolean isPreflight(HttpServletRequest request) {
        return HttpMethod.OPTIONS.matches(request.getMethod())
                && request.getHeader(HttpHeaders.ORIGIN) != null
                && request.getHeader(HttpHeaders.ACCESS_CONTROL_REQUEST_METHOD) != null;
    }
}
