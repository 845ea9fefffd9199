package com.numeneon.notification.operations;

import com.numeneon.contracts.operator.OperatorAccess;
import com.numeneon.contracts.operator.OperatorRequest;
import com.numeneon.contracts.problem.Problem;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
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
        Optional<Problem> refusal =
                access.refusal(OperatorRequest.of(request.getMethod(), request.getRequestURI(), request::getHeader));
        if (refusal.isEmpty()) {
            chain.doFilter(request, response);
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
}
