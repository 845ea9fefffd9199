package com.numeneon.api.invariants;

import com.numeneon.api.operations.Answers;
import com.numeneon.api.operations.Audit;
import com.numeneon.api.operations.JsonLines;
import com.numeneon.api.operations.Operator;
import com.numeneon.contracts.problem.Problem;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code POST /check}: checks all invariants, one after the other, and with {@code rebuild=true} repairs them. The answer is
 * a stream of lines: a finding or an error for each invariant, progress between them, at last the sum. It ends when its
 * reader goes away.
 */
final class CheckServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(CheckServlet.class);
    private static final Duration PROGRESS_EVERY = Duration.ofSeconds(2);

    private final transient List<Invariant> invariants;
    private final transient Check check;
    private final transient CheckTable table;
    private final transient Audit audit;
    private final transient Semaphore place = new Semaphore(1);

    CheckServlet(List<Invariant> invariants, Check check, CheckTable table, Audit audit) {
        this.invariants = invariants;
        this.check = check;
        this.table = table;
        this.audit = audit;
    }

    /**
     * @param left rows that break an invariant now
     * @param failed invariants of which nothing can be said
     */
    private record Sum(int invariants, long violations, long repaired, long left, int failed) {

        Sum with(Finding finding) {
            return new Sum(
                    invariants + 1,
                    violations + finding.violations(),
                    repaired + finding.repaired(),
                    left + finding.left(),
                    failed);
        }

        Sum withFailure() {
            return new Sum(invariants + 1, violations, repaired, left, failed + 1);
        }
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (!request.getMethod().equals("POST")) {
            Answers.wrongMethod(response, "POST");
            return;
        }
        boolean rebuild = "true".equals(request.getParameter("rebuild"));
        if (rebuild && !audit.isOn()) {
            Answers.notAudited(response);
            return;
        }
        if (!place.tryAcquire()) {
            Answers.problem(
                    response, Problem.of(409, "Conflict", "This pod is checking already; please try again later."));
            return;
        }
        try {
            checkAll(rebuild, Operator.of(request), new JsonLines(response));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException | UncheckedIOException e) {
            LOG.debug("nobody waits for the check any more: {}", e.toString());
        } finally {
            place.release();
        }
    }

    private void checkAll(boolean rebuild, Operator operator, JsonLines lines)
            throws IOException, InterruptedException {
        if (rebuild) {
            audit.note(operator, "check rebuilds");
        }
        Sum sum = new Sum(0, 0, 0, 0, 0);
        try {
            for (Invariant invariant : invariants) {
                sum = one(invariant, rebuild, sum, lines);
            }
        } finally {
            if (rebuild) {
                audit.note(operator, "check has rebuilt", "repaired=" + sum.repaired(), "left=" + sum.left());
            }
        }
        lines.write(Map.of("done", sum));
    }

    private Sum one(Invariant invariant, boolean rebuild, Sum sum, JsonLines lines)
            throws IOException, InterruptedException {
        try {
            Finding finding = check.run(invariant, rebuild, progress(invariant, lines));
            table.found(invariant.name(), finding.left());
            lines.write(finding);
            return sum.with(finding);
        } catch (UncheckedIOException e) {
            throw e;
        } catch (RuntimeException e) {
            LOG.warn("the invariant {} cannot be checked", invariant.name(), e);
            lines.write(
                    Map.of("invariant", invariant.name(), "error", "It could not be checked: the pod's log says why."));
            return sum.withFailure();
        }
    }

    private static Check.Progress progress(Invariant invariant, JsonLines lines) {
        return new Check.Progress() {
            private long said = System.nanoTime();

            @Override
            public void checked(long rows) {
                if (System.nanoTime() - said < PROGRESS_EVERY.toNanos()) {
                    return;
                }
                said = System.nanoTime();
                try {
                    lines.write(Map.of("progress", Map.of("invariant", invariant.name(), "checked", rows)));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        };
    }
}
