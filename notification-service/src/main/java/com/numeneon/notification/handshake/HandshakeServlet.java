package com.numeneon.notification.handshake;

import com.numeneon.contracts.headers.SecurityHeaders;
import com.numeneon.contracts.json.ContractJson;
import com.numeneon.contracts.problem.Problem;
import com.numeneon.notification.sockets.JettyEndpoint;
import com.numeneon.notification.sockets.SocketSession;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Set;
import org.eclipse.jetty.http.HttpException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All of the public port: the handshake at one path, with or without the slash at its end, and a problem body for
 * everything else, see docs/decisions/050-notification-pod.md.
 */
final class HandshakeServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    private static final Logger LOG = LoggerFactory.getLogger(HandshakeServlet.class);
    private static final Set<String> PATHS = Set.of("/ws/notifications", "/ws/notifications/");

    private final transient Admission admission;
    private final transient MeterRegistry meters;

    @SuppressWarnings("NullAway.Init") // set before the first request
    private transient Upgrade upgrade;

    HandshakeServlet(Admission admission, MeterRegistry meters) {
        this.admission = admission;
        this.meters = meters;
    }

    @Override
    public void init() {
        upgrade = new Upgrade(getServletContext());
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try {
            handle(request, response);
        } catch (HttpException.RuntimeException e) {
            // The query could not be decoded. Not logged with its message, which may quote the token.
            refuse(response, Refusal.BAD_HANDSHAKE);
        }
    }

    private void handle(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (!PATHS.contains(request.getRequestURI())) {
            refuse(response, Refusal.UNKNOWN_PATH);
        } else if (!request.getMethod().equals("GET")) {
            refuse(response, Refusal.METHOD);
        } else if (!hasQueryOfUri(request)) {
            refuse(response, Refusal.BAD_HANDSHAKE);
        } else {
            switch (admission.decide(HandshakeRequest.of(request))) {
                case Admission.Refused no -> refuse(response, no.refusal());
                case Admission.Admitted yes -> upgrade(request, response, yes.session());
            }
        }
    }

    /** Others are read by the servlet API, though no URI has them (RFC 3986): refused before a token is looked at. */
    private static boolean hasQueryOfUri(HttpServletRequest request) {
        try {
            return request.getQueryString() == null || new URI("?" + request.getQueryString()).getRawQuery() != null;
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private void upgrade(HttpServletRequest request, HttpServletResponse response, SocketSession session)
            throws IOException {
        boolean upgraded = false;
        try {
            upgraded = upgrade.upgrade(new JettyEndpoint(session), request, response);
        } finally {
            if (!upgraded) {
                session.withdrawUnlessOpen();
            }
        }
        if (upgraded) {
            count("accepted");
        } else {
            refuse(response, Refusal.BAD_HANDSHAKE);
        }
    }

    private void refuse(HttpServletResponse response, Refusal refusal) throws IOException {
        count(refusal.tag());
        LOG.debug("handshake refused reason={}", refusal.tag());
        Problem problem = refusal.problem();
        response.setStatus(problem.status());
        SecurityHeaders.ALL.forEach(response::setHeader);
        refusal.headers().forEach(response::setHeader);
        response.setContentType(Problem.MEDIA_TYPE);
        response.getOutputStream().write(ContractJson.mapper().writeValueAsBytes(problem));
    }

    private void count(String outcome) {
        meters.counter("numeneon.handshakes", "outcome", outcome).increment();
    }
}
