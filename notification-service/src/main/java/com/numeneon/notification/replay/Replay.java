package com.numeneon.notification.replay;

import com.numeneon.notification.eventlog.EventLog;
import com.numeneon.notification.eventlog.LoggedEvent;
import com.numeneon.notification.eventlog.Row;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
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

    private final Question question;
    private final EventLog log;
    private final Lines lines;
    private final Audit audit;
    private final Audit.Asker asker;
    private final Runnable scanned;
    private final Clock clock;

    private @Nullable Long user;
    private long records;
    private long shown;
    private boolean found;
    private Instant nextProgress = Instant.MIN;

    /** @param scanned run when the window was read and only what is new is still awaited */
    Replay(
            Question question,
            EventLog log,
            Lines lines,
            Audit audit,
            Audit.Asker asker,
            Runnable scanned,
            Clock clock) {
        this.question = question;
        this.log = log;
        this.lines = lines;
        this.audit = audit;
        this.asker = asker;
        this.scanned = scanned;
        this.clock = clock;
    }

    /**
     * @throws IOException when nobody listens any more
     * @throws LogUnavailable when the log cannot be read
     * @throws UnknownUser when the user's name is not in the window
     */
    void run() throws IOException {
        Instant begin = clock.instant();
        try (EventLog.Window window = log.open(question.since(), question.until())) {
            user = userIn(window);
            if (question.reveal()) {
                audit.reveals(asker, question, user);
            }
            try {
                lines.window(question, user, window);
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
            while (!isFull()) {
                show(window.next(), window);
                lines.flush();
            }
        }
        lines.done(records, shown, isFull(), question.asksForOne() ? found : null);
    }

    private void show(List<LoggedEvent> batch, EventLog.Window window) throws IOException {
        for (LoggedEvent logged : batch) {
            records++;
            if (!isFull() && !logged.time().isBefore(question.since()) && question.wants(logged, user)) {
                lines.event(Row.of(logged, user));
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
            audit.revealed(asker, user, shown);
        }
        LOG.info(
                "replay ended userId={} scanned={} shown={} ms={}",
                user == null ? "all" : user,
                records,
                shown,
                Duration.between(begin, clock.instant()).toMillis());
    }
}
