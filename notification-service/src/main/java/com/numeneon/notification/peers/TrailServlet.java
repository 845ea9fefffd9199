package com.numeneon.notification.peers;

import com.numeneon.contracts.problem.Problem;
import com.numeneon.notification.operations.Answers;
import com.numeneon.notification.sessions.PodId;
import com.numeneon.notification.stream.EventWindow;
import com.numeneon.notification.stream.StreamPosition;
import com.numeneon.notification.trail.Trail;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** {@code GET /trail?user=5}: what this pod alone remembers of a user; the replay asks all pods for it. */
final class TrailServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    /** Some 3 MB of JSON: what ten thousand frames leave. */
    private static final int MOST_STEPS = 20_000;

    private final transient Trail trail;
    private final transient EventWindow window;
    private final transient PodId pod;

    TrailServlet(Trail trail, EventWindow window, PodId pod) {
        this.trail = trail;
        this.window = window;
        this.pod = pod;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (!request.getMethod().equals("GET")) {
            Answers.notAllowed(response, "GET", "A trail is asked for by GET.");
            return;
        }
        String user = request.getParameter("user");
        if (user == null || !user.matches("\\d{1,18}")) {
            String sentence = "It must be the id of a user.";
            Answers.problem(
                    response,
                    Problem.of(400, "Bad Request", "user: " + sentence).withErrors(Map.of("user", List.of(sentence))));
            return;
        }
        // In this order: what is read meanwhile is not said to have been read.
        StreamPosition read = window.cursor().position();
        Answers.json(response, 200, TrailAnswer.of(pod.value(), trail.of(Long.parseLong(user), read, MOST_STEPS)));
    }
}
