package com.numeneon.notification.operations;

import com.numeneon.notification.drain.Drain;
import com.numeneon.notification.drain.EndAfterDrain;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;

/** {@code POST /drain}: the pod leaves and its process ends. A second call says how far it is and changes nothing. */
final class DrainServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    private final transient Drain drain;
    private final transient EndAfterDrain end;

    /**
     * @param sockets those that are still open
     * @param delayMs still takes sockets for so long
     * @param spreadMs then tells its sockets to go, over at most so long
     * @param drainedWithinMs the longest until no socket is left, from the begin on
     * @param endedWithinMs the longest until the process is gone, from the begin on
     */
    private record Answer(
            String state, int sockets, long delayMs, long spreadMs, long drainedWithinMs, long endedWithinMs) {}

    DrainServlet(Drain drain, EndAfterDrain end) {
        this.drain = drain;
        this.end = end;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (!request.getMethod().equals("POST")) {
            Answers.notAllowed(response, "POST", "To drain this pod, send a POST request.");
            return;
        }
        end.begin("operator");
        Answers.json(response, 202, answer());
    }

    private Answer answer() {
        return new Answer(
                drain.phase().name().toLowerCase(Locale.ROOT),
                drain.sockets(),
                drain.times().delay().toMillis(),
                drain.times().spread().toMillis(),
                drain.times().drained().toMillis(),
                drain.times().ended().toMillis());
    }
}
