package com.numeneon.api.web;

import com.numeneon.contracts.headers.SecurityHeaders;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Gives every answer its security headers, and forbids to keep it: most answers are somebody's own data. Both are set first,
 * so that an endpoint may replace them.
 */
final class SecurityHeadersFilter extends OncePerRequestFilter {

    private static final String TRANSPORT_SECURITY = "Strict-Transport-Security";
    private static final String ONE_YEAR = "max-age=31536000";

    private final TrustedProxies proxies;

    SecurityHeadersFilter(TrustedProxies proxies) {
        this.proxies = proxies;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        SecurityHeaders.ALL.forEach(response::setHeader);
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        if (cameByHttps(request)) {
            response.setHeader(TRANSPORT_SECURITY, ONE_YEAR);
        }
        chain.doFilter(request, response);
    }

    /** We serve no TLS, so only a proxy that we trust can tell. */
    private boolean cameByHttps(HttpServletRequest request) {
        List<String> protocols = Collections.list(request.getHeaders("X-Forwarded-Proto"));
        return !protocols.isEmpty()
                && protocols.getLast().equalsIgnoreCase("https")
                && proxies.contains(ClientAddressArgument.peer(request));
    }
}
