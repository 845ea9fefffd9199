package com.numeneon.notification.replay;

import com.numeneon.contracts.problem.Problem;
import com.numeneon.notification.eventlog.LogUnavailable;
import com.numeneon.notification.operations.Answers;
import com.numeneon.notification.operations.Asker;
import com.numeneon.notification.operations.Audit;
import com.numeneon.notification.peers.Peer;
import com.numeneon.notification.redelivery.InTheWay;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code GET /replay}: what the log holds, as a stream of JSON lines that ends when its reader goes away. What can be
 * refused is refused before the first line.
 */
final class ReplayServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(ReplayServlet.class);

    private final transient ReplayEnvironment environment;
    private final transient ReplayThreads threads;

    ReplayServlet(ReplayEnvironment environment, ReplayThreads threads) {
        this.environment = environment;
        this.threads = threads;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (!request.getMethod().equals("GET") && !request.getMethod().equals("POST")) {
            Answers.notAllowed(response, "GET, POST", "A replay is asked for by GET, a re-delivery by POST.");
            return;
        }
        try {
            replay(
                    QuestionReader.read(
                            request.getParameterMap(), environment.clock().instant()),
                    request,
                    response);
        } catch (BadQuestion e) {
            Answers.problem(
                    response,
                    Problem.of(400, "Bad Request", sentence(e))
                            .withErrors(Map.of(e.parameter(), List.of(e.sentence()))));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void replay(Question question, HttpServletRequest request, HttpServletResponse response)
            throws IOException, InterruptedException {
        if ((question.reveal() || question.wish() != null)
                && !environment.audit().isOn()) {
            Answers.problem(response, unavailable(Audit.OFF));
            return;
        }
        Asker asker = Asker.of(request);
        Optional<Problem> refusal = refusal(question, request.getMethod(), asker);
        if (refusal.isPresent()) {
            Answers.problem(response, refusal.get());
            return;
        }
        Peer self = Peer.at(InetAddress.getByName(request.getLocalAddr()), request.getLocalPort());
        Lines lines = new Lines(response.getOutputStream(), question.reveal());
        Answers.beginLines(response);
        boolean ran = threads.run(
                place -> run(new Replay(question, lines, asker, self, place::hasRead, environment), lines, response));
        if (!ran) {
            response.setHeader("Retry-After", "5");
            Answers.problem(response, unavailable("Other replays are running; please try again."));
        }
    }

    /** Of a re-delivery, which a link or a program that means to read must not cause. */
    private Optional<Problem> refusal(Question question, String method, Asker asker) {
        boolean wished = question.wish() != null;
        if (wished != method.equals("POST")) {
            throw new BadQuestion("deliver", "A re-delivery is asked for by POST and deliver=true, a preview by GET.");
        }
        if (wished && !asker.isNamed()) {
            throw new BadQuestion("operator", "Say who you are, in the header X-Operator: it is noted.");
        }
        return wished ? environment.redeliveries().refusal(asker.operator()) : Optional.empty();
    }

    private static void run(Replay replay, Lines lines, HttpServletResponse response) {
        try {
            try {
                replay.run();
            } catch (UnknownUser e) {
                fail(Problem.of(404, "Not Found", sentence(e)), lines, response);
            } catch (InTheWay e) {
                fail(Problem.of(409, "Conflict", sentence(e)), lines, response);
            } catch (LogUnavailable e) {
                // Set when this pod stops, which is why the log could not be read.
                boolean stopping = Thread.interrupted();
                fail(unavailable(stopping ? "This pod is stopping." : sentence(e)), lines, response);
            }
        } catch (IOException e) {
            LOG.debug("nobody listens to the replay any more: {}", e.toString());
        } catch (RuntimeException e) {
            LOG.error("a replay failed", e);
        }
    }

    private static void fail(Problem problem, Lines lines, HttpServletResponse response) throws IOException {
        if (response.isCommitted()) {
            lines.error(problem.detail());
        } else {
            Answers.problem(response, problem);
        }
    }

    private static String sentence(RuntimeException e) {
        return String.valueOf(e.getMessage());
    }

    private static Problem unavailable(String detail) {
        return Problem.of(503, "Service Unavailable", detail);
    }
}
