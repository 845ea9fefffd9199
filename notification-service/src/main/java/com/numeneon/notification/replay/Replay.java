package com.numeneon.notification.replay;

import com.numeneon.notification.eventlog.EventLog;
import com.numeneon.notification.eventlog.LogUnavailable;
import com.numeneon.notification.eventlog.LoggedEvent;
import com.numeneon.notification.eventlog.Row;
import com.numeneon.notification.operations.Asker;
import com.numeneon.notification.peers.Peer;
import com.numeneon.notification.redelivery.InTheWay;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers one question, line by line. It only reads: nothing is written to a topic, to a socket or to what the live path
 * remembers. For one thread, which ends when it is interrupted and when nobody listens any more.
 */
final class Replay {

    private static final Logger LOG = LoggerFactory.getLogger(Replay.class);

    /** Shows an operator that it goes on, and this pod that there still is an operator. */
    private static final Duration PROGRESS = Duration.ofMillis(500);

    /** What comes is shown when the pods have had the time to do something with it. */
    private static final Duration SETTLED = Duration.ofMillis(500);

    private final Question question;
    private final Lines lines;
    private final Asker asker;
    private final Peer self;
    private final Runnable scanned;
    private final ReplayEnvironment environment;
    private final Clock clock;

    private @Nullable Long user;
    private @Nullable RowTrails trails;
    private final @Nullable SendAgain again;
    private long records;
    private long shown;
    private boolean found;
    private Instant nextProgress = Instant.MIN;

    /**
     * @param self this pod, as the others and it itself can reach it
     * @param scanned run when the window was read and only what is new is still awaited
     */
    Replay(Question question, Lines lines, Asker asker, Peer self, Runnable scanned, ReplayEnvironment environment) {
        this.question = question;
        this.lines = lines;
        this.asker = asker;
        this.self = self;
        this.scanned = scanned;
        this.environment = environment;
        this.clock = environment.clock();
        this.again =
                question.wish() == null ? null : new SendAgain(question, question.wish(), asker, lines, environment);
    }

    /**
     * @throws IOException when nobody listens any more
     * @throws LogUnavailable when the log cannot be read
     * @throws UnknownUser when the user's name is not in the window
     * @throws InTheWay when another re-delivery must end first
     */
    void run() throws IOException {
        Instant begin = clock.instant();
        try (EventLog.Window window = environment.log().open(question.since(), question.until())) {
            user = userIn(window);
            trails = user == null ? null : new RowTrails(environment.trails(), user, self, clock);
            if (question.reveal()) {
                noteReveals();
            }
            try {
                lines.window(question, user, window, trails == null ? List.of() : trails.pods());
                show(window);
            } finally {
                ended(begin);
            }
        }
    }

    private void show(EventLog.Window window) throws IOException {
        records = 0;
        while (!window.isAtEnd() && !isFull()) {
            show(window.next(), window);
        }
        scanned.run();
        if (question.follow() && !isFull()) {
            lines.flush();
            window.follow();
            Settling settling = new Settling(trails == null ? Duration.ZERO : SETTLED, clock);
            while (!isFull()) {
                settling.add(window.next());
                show(settling.settled(), window);
                lines.flush();
            }
        }
        Long delivered = again == null ? null : Long.valueOf(sendAgain(again));
        lines.done(records, shown, isFull(), question.asksForOne() ? found : null, delivered);
    }

    private long sendAgain(SendAgain events) throws IOException {
        lines.flush();
        try {
            return events.run(
                    Objects.requireNonNull(user),
                    Objects.requireNonNull(trails).pods(),
                    () -> lines.progress(records, records, null));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LogUnavailable("This pod is stopping.", e);
        }
    }

    private void show(List<LoggedEvent> batch, EventLog.Window window) throws IOException {
        for (LoggedEvent logged : batch) {
            records++;
            if (!isFull() && !logged.time().isBefore(question.since()) && question.wants(logged, user)) {
                Row row = Row.of(logged, user);
                lines.event(row, trails == null || row.frame() == null ? null : trails.of(logged));
                if (again != null && row.frame() != null) {
                    again.add(logged);
                }
                shown++;
                found |= question.isTheOne(logged);
            }
        }
        progress(window, batch);
    }

    private boolean isFull() {
        return shown >= question.limit();
    }

    private void progress(EventLog.Window window, List<LoggedEvent> batch) throws IOException {
        Instant now = clock.instant();
        if (!now.isBefore(nextProgress)) {
            nextProgress = now.plus(PROGRESS);
            lines.progress(
                    records,
                    Math.max(records, window.records()),
                    batch.isEmpty() ? null : batch.getLast().time());
        }
    }

    /** The id; of a name, the one that it stands for in this window. */
    private @Nullable Long userIn(EventLog.Window window) throws IOException {
        String wanted = question.user();
        if (wanted == null) {
            return null;
        }
        if (wanted.matches("\\d{1,18}")) {
            return Long.valueOf(wanted);
        }
        Set<Long> ids = new TreeSet<>();
        while (!window.isAtEnd()) {
            List<LoggedEvent> batch = window.next();
            for (LoggedEvent logged : batch) {
                records++;
                if (logged.content() instanceof LoggedEvent.Known known) {
                    ids.addAll(People.named(wanted, known.event()));
                }
            }
            progress(window, batch);
        }
        window.rewind();
        if (ids.size() != 1) {
            throw new UnknownUser(
                    ids.isEmpty()
                            ? "Nobody of this name did anything in the window: widen it, or ask by id."
                            : "In the window this name belonged to users "
                                    + ids.stream().map(Object::toString).collect(Collectors.joining(" and "))
                                    + ": ask by id.");
        }
        return ids.iterator().next();
    }

    private void ended(Instant begin) {
        if (question.reveal()) {
            environment
                    .audit()
                    .note(
                            "replay has revealed texts operator={} address={} userId={} rows={}",
                            asker.operator(),
                            asker.address(),
                            orAll(user),
                            shown);
        }
        LOG.info(
                "replay ended userId={} scanned={} shown={} ms={}",
                orAll(user),
                records,
                shown,
                Duration.between(begin, clock.instant()).toMillis());
    }

    /** Before the first text is shown. */
    private void noteReveals() {
        environment
                .audit()
                .note(
                        "replay reveals texts operator={} address={} userId={} since={} until={} messageId={} conversationId={} follow={}",
                        asker.operator(),
                        asker.address(),
                        orAll(user),
                        question.since(),
                        question.until() == null ? "now" : question.until(),
                        orAll(question.message()),
                        orAll(question.conversation()),
                        question.follow());
    }

    private static Object orAll(@Nullable Object value) {
        return value == null ? "all" : value;
    }
}
