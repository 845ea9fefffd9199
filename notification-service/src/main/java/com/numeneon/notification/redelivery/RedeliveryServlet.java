package com.numeneon.notification.redelivery;

import com.numeneon.contracts.json.ContractJson;
import com.numeneon.contracts.problem.Problem;
import com.numeneon.notification.eventlog.EventLog;
import com.numeneon.notification.operations.Answers;
import com.numeneon.notification.operations.Audit;
import com.numeneon.notification.sockets.SocketRegistry;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;

/**
 * {@code POST /redelivery}: this pod's part of an order. The pod that an operator asked calls it on all pods; the request
 * lasts as long as the re-delivery, and closing it ends that.
 */
final class RedeliveryServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(RedeliveryServlet.class);

    /** Twice an order of the most events. */
    private static final int LONGEST_BODY = 256 * 1024;

    private final transient Places places;
    private final transient EventLog log;
    private final transient SocketRegistry sockets;
    private final transient Audit audit;
    private final transient Clock clock;

    RedeliveryServlet(Places places, EventLog log, SocketRegistry sockets, Audit audit, Clock clock) {
        this.places = places;
        this.log = log;
        this.sockets = sockets;
        this.audit = audit;
        this.clock = clock;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (!request.getMethod().equals("POST")) {
            Answers.notAllowed(response, "POST", "An order is sent by POST.");
            return;
        }
        if (!audit.isOn()) {
            Answers.problem(response, Problem.of(503, "Service Unavailable", Audit.OFF));
            return;
        }
        byte[] body = request.getInputStream().readNBytes(LONGEST_BODY + 1);
        if (body.length > LONGEST_BODY) {
            Answers.problem(response, Problem.of(413, "Content Too Large", "An order is shorter."));
            return;
        }
        Optional<Order> read = order(body);
        if (read.isEmpty()) {
            Answers.problem(response, Problem.of(400, "Bad Request", "This is not an order."));
            return;
        }
        Order order = read.get();
        Optional<Problem> refusal = places.take(order);
        if (refusal.isPresent()) {
            Answers.problem(response, refusal.get());
            return;
        }
        try {
            run(order, response);
        } finally {
            places.giveBack(order);
        }
    }

    private static Optional<Order> order(byte[] body) {
        try {
            // Of the word null it makes null.
            return Optional.ofNullable(ContractJson.mapper().readValue(body, Order.class));
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    private void run(Order order, HttpServletResponse response) throws IOException {
        Answers.beginLines(response);
        // Says that there is a place.
        response.flushBuffer();
        try {
            new Redelivery(order, log, sockets, audit, clock).run(response.getOutputStream());
        } catch (IOException e) {
            LOG.debug("nobody listens to the redelivery any more: {}", e.toString());
        }
    }
}
