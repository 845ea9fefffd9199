package com.numeneon.notification.redelivery;

import com.numeneon.contracts.json.ContractJson;
import com.numeneon.contracts.problem.Problem;
import com.numeneon.notification.eventlog.LogUnavailable;
import com.numeneon.notification.operations.Answers;
import com.numeneon.notification.operations.Audit;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/**
 * This pod's part of an order, led by the pod that an operator asked: {@code POST /redelivery} takes a place for it,
 * {@code POST /redelivery/<replay id>/<turn>} pushes one event, {@code DELETE /redelivery/<replay id>} ends it.
 */
final class RedeliveryServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    /** Twice an order of the most events. */
    private static final int LONGEST_BODY = 256 * 1024;

    private static final Pattern PATH =
            Pattern.compile("/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?:/(\\d{1,6}))?");

    private final transient Parts parts;
    private final transient Audit audit;

    RedeliveryServlet(Parts parts, Audit audit) {
        this.parts = parts;
        this.audit = audit;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String path = request.getPathInfo();
        Matcher parsed = PATH.matcher(path == null ? "" : path);
        boolean knows = parsed.matches();
        if (path != null && !knows) {
            Answers.problem(response, Problem.of(404, "Not Found", "There is nothing here."));
            return;
        }
        boolean ends = knows && parsed.group(2) == null;
        String method = ends ? "DELETE" : "POST";
        if (!request.getMethod().equals(method)) {
            Answers.notAllowed(response, method, "An order is sent, and each turn called, by POST; it ends by DELETE.");
        } else if (ends) {
            parts.find(UUID.fromString(parsed.group(1))).ifPresent(Part::end);
            Answers.json(response, 200, Map.of());
        } else if (!audit.isOn()) {
            Answers.problem(response, Problem.of(503, "Service Unavailable", Audit.OFF));
        } else if (knows) {
            push(UUID.fromString(parsed.group(1)), Integer.parseInt(parsed.group(2)), response);
        } else {
            begin(request, response);
        }
    }

    private void begin(HttpServletRequest request, HttpServletResponse response) throws IOException {
        byte[] body = request.getInputStream().readNBytes(LONGEST_BODY + 1);
        if (body.length > LONGEST_BODY) {
            Answers.problem(response, Problem.of(413, "Content Too Large", "An order is shorter."));
            return;
        }
        Order order = order(body);
        if (order == null) {
            Answers.problem(response, Problem.of(400, "Bad Request", "This is not an order."));
            return;
        }
        Optional<Problem> refusal = parts.begin(order);
        if (refusal.isPresent()) {
            Answers.problem(response, refusal.get());
        } else {
            Answers.json(response, 200, Map.of());
        }
    }

    private static @Nullable Order order(byte[] body) {
        try {
            return ContractJson.mapper().readValue(body, Order.class);
        } catch (JacksonException e) {
            return null;
        }
    }

    private void push(UUID replayId, int turn, HttpServletResponse response) throws IOException {
        try {
            Optional<Turn> taken = parts.find(replayId).flatMap(part -> part.push(turn));
            if (taken.isPresent()) {
                Answers.json(response, 200, taken.get());
            } else {
                Answers.problem(response, Problem.of(410, "Gone", "It has ended here, or this turn has."));
            }
        } catch (LogUnavailable e) {
            Answers.problem(response, Problem.of(503, "Service Unavailable", String.valueOf(e.getMessage())));
        }
    }
}
