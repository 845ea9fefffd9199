package com.numeneon.api.security;

import com.numeneon.api.web.CurrentUser;
import com.numeneon.api.web.PublicEndpoint;
import com.numeneon.api.web.Unauthorized;
import com.numeneon.contracts.problem.ErrorCode;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Refuses requests without a good access token, unless the endpoint says that it is public; so a forgotten annotation
 * closes an endpoint and never opens one. Before arguments are read: a stranger learns nothing of the rules for bodies.
 */
final class Authentication implements HandlerInterceptor {

    private static final String SCHEME = "Bearer ";

    private final Sessions sessions;

    Authentication(Sessions sessions) {
        this.sessions = sessions;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (handler instanceof HandlerMethod method && !isPublic(request, method)) {
            CurrentUser user = sessions.authenticate(token(request.getHeader(HttpHeaders.AUTHORIZATION)));
            request.setAttribute(CurrentUser.REQUEST_ATTRIBUTE, user);
        }
        return true;
    }

    /** OPTIONS only names the methods. */
    private static boolean isPublic(HttpServletRequest request, HandlerMethod method) {
        return HttpMethod.OPTIONS.matches(request.getMethod()) || method.hasMethodAnnotation(PublicEndpoint.class);
    }

    private static String token(@Nullable String authorization) {
        if (authorization == null || !authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            throw new Unauthorized(ErrorCode.NOT_AUTHENTICATED);
        }
        return authorization.substring(SCHEME.length()).strip();
    }
}
