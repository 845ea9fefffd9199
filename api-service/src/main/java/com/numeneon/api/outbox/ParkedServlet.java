package com.numeneon.api.outbox;

import com.numeneon.api.operations.Answers;
import com.numeneon.api.operations.Audit;
import com.numeneon.api.operations.JsonLines;
import com.numeneon.api.operations.Operator;
import com.numeneon.contracts.problem.Problem;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * {@code GET /outbox/parked} lists the events that Kafka refused; {@code POST /outbox/parked/retry} and {@code /drop} do
 * something about those named by {@code id} or about {@code all}. The answer is a line for each event and one at the end.
 */
final class ParkedServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    static final String LIST = "/outbox/parked";
    static final String RETRY = "/outbox/parked/retry";
    static final String DROP = "/outbox/parked/drop";

    private static final int MOST_LISTED = 1_000;
    private static final int LONGEST_REASON = 300;

    private final transient Parked parked;
    private final transient Audit audit;

    ParkedServlet(Parked parked, Audit audit) {
        this.parked = parked;
        this.audit = audit;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        boolean list = request.getServletPath().equals(LIST);
        String method = list ? "GET" : "POST";
        if (!request.getMethod().equals(method)) {
            Answers.wrongMethod(response, method);
            return;
        }
        try {
            if (list) {
                list(new JsonLines(response));
            } else {
                change(request, response);
            }
        } catch (BadParameter e) {
            Answers.problem(
                    response,
                    Problem.of(400, "Bad Request", e.sentence).withErrors(Map.of(e.parameter, List.of(e.sentence))));
        }
    }

    private void list(JsonLines lines) throws IOException {
        List<ParkedEvent> events = parked.table().oldest(MOST_LISTED + 1);
        for (ParkedEvent event : events.subList(0, Math.min(MOST_LISTED, events.size()))) {
            lines.write(event);
        }
        lines.write(Map.of("done", Map.of("more", events.size() > MOST_LISTED)));
    }

    private void change(HttpServletRequest request, HttpServletResponse response) throws IOException {
        boolean drop = request.getServletPath().equals(DROP);
        String reason = drop ? reason(request) : "";
        List<Long> asked = asked(request);
        if (!audit.isOn()) {
            Answers.notAudited(response);
            return;
        }
        Operator operator = Operator.of(request);
        List<Long> sequences = asked.isEmpty() ? parked.table().sequences() : asked;
        JsonLines lines = new JsonLines(response);
        int changed = 0;
        for (long sequence : sequences) {
            Parked.Outcome outcome = drop ? drop(sequence, reason, operator) : retry(sequence, operator);
            lines.write(shown(sequence, outcome));
            if (outcome instanceof Parked.Outcome.Retried || outcome instanceof Parked.Outcome.Dropped) {
                changed++;
            }
        }
        lines.write(Map.of("done", Map.of("asked", sequences.size(), "changed", changed)));
    }

    private Parked.Outcome retry(long sequence, Operator operator) {
        audit.note(operator, "outbox parked retries", "sequence=" + sequence);
        Parked.Outcome outcome = parked.retry(sequence);
        audit.note(operator, "outbox parked has retried", details(sequence, outcome));
        return outcome;
    }

    private Parked.Outcome drop(long sequence, String reason, Operator operator) {
        String why = "reason=" + Audit.plain(reason);
        audit.note(operator, "outbox parked drops", "sequence=" + sequence, why);
        Parked.Outcome outcome = parked.drop(sequence);
        audit.note(
                operator,
                "outbox parked has dropped",
                Stream.concat(Stream.of(details(sequence, outcome)), Stream.of(why))
                        .toArray(String[]::new));
        return outcome;
    }

    private static String[] details(long sequence, Parked.Outcome outcome) {
        List<String> details = new ArrayList<>(List.of("sequence=" + sequence, "outcome=" + word(outcome)));
        switch (outcome) {
            case Parked.Outcome.Retried retried -> {
                details.add("newSequence=" + retried.newSequence());
                details.addAll(of(retried.event()));
            }
            case Parked.Outcome.Dropped dropped -> details.addAll(of(dropped.event()));
            case Parked.Outcome.UnknownKey unknown -> details.addAll(of(unknown.event()));
            case Parked.Outcome.NotThere none -> {}
            case Parked.Outcome.Busy busy -> {}
        }
        return details.toArray(String[]::new);
    }

    private static List<String> of(ParkedEvent event) {
        return List.of(
                "type=" + Audit.plain(String.valueOf(event.type())),
                "eventId=" + Audit.plain(String.valueOf(event.eventId())),
                "key=" + Audit.plain(event.key()));
    }

    private static String word(Parked.Outcome outcome) {
        return switch (outcome) {
            case Parked.Outcome.Retried retried -> "retried";
            case Parked.Outcome.Dropped dropped -> "dropped";
            case Parked.Outcome.NotThere none -> "not there";
            case Parked.Outcome.UnknownKey unknown -> "unknown key";
            case Parked.Outcome.Busy busy -> "busy";
        };
    }

    private static Map<String, Object> shown(long sequence, Parked.Outcome outcome) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("sequence", sequence);
        line.put("outcome", word(outcome));
        if (outcome instanceof Parked.Outcome.Retried retried) {
            line.put("new_sequence", retried.newSequence());
        }
        return line;
    }

    /** Empty for all. */
    private static List<Long> asked(HttpServletRequest request) {
        String[] ids = request.getParameterValues("id");
        boolean all = "true".equals(request.getParameter("all"));
        if ((ids == null) != all) {
            throw new BadParameter("id", "Say which: the sequence of each (id=…), or all=true.");
        }
        return ids == null
                ? List.of()
                : Stream.of(ids).map(ParkedServlet::sequence).toList();
    }

    private static long sequence(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new BadParameter("id", "The sequence of a parked event is a whole number.");
        }
    }

    private static String reason(HttpServletRequest request) {
        String reason = request.getParameter("reason");
        if (reason == null || reason.isBlank() || reason.length() > LONGEST_REASON) {
            throw new BadParameter(
                    "reason", "Say why, in at most " + LONGEST_REASON + " characters: it is all that will be known.");
        }
        return reason.strip();
    }

    private static final class BadParameter extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final String parameter;
        private final String sentence;

        BadParameter(String parameter, String sentence) {
            super(sentence);
            this.parameter = parameter;
            this.sentence = sentence;
        }
    }
}
