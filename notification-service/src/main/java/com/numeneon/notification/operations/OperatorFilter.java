package com.numeneon.notification.operations;

import com.numeneon.contracts.problem.Problem;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Stands before everything on the management port and lets in whom {@link OperatorAccess} does. */
final class OperatorFilter extends HttpFilter {

    private static final long serialVersionUID = 1L;

    private static final Logger LOG = LoggerFactory.getLogger(OperatorFilter.class);

    private final transient OperatorAccess access;

    OperatorFilter(OperatorAccess access) {
        this.access = access;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        OperatorRequest asked = OperatorRequest.of(request);
        Optional<Problem> refusal = access.refusal(asked);
        if (refusal.isEmpty()) {
            chain.doFilter(named(request, asked), response);
            return;
        }
        Problem problem = refusal.get();
        LOG.warn("operator request refused status={} from={}", problem.status(), request.getRemoteAddr());
        if (problem.status() == 401) {
            response.addHeader("WWW-Authenticate", "Bearer");
            // Makes a browser ask for it.
            response.addHeader("WWW-Authenticate", "Basic realm=\"numeneon\"");
        }
        Answers.problem(response, problem);
    }

    /** Whoever gave a user name is called by it. */
    private static HttpServletRequest named(HttpServletRequest request, OperatorRequest asked) {
        return BasicCredentials.of(asked.authorization())
                .map(BasicCredentials::user)
                .filter(user -> !user.isBlank())
                .<HttpServletRequest>map(user -> new OfOperator(request, user))
                .orElse(request);
    }

    private static final class OfOperator extends HttpServletRequestWrapper {

        private final String user;

        OfOperator(HttpServletRequest request, String user) {
            super(request);
            this.user = user;
        }

        @Override
        public @Nullable String getHeader(String name) {
            return name.equalsIgnoreCase("X-Operator") ? user : super.getHeader(name);
        }
    }
}
