package com.numeneon.stress.checker;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Compares what pages received with what was committed:
 *
 * <ul>
 *   <li>whatever concerns a page arrived there at least once, with what it says;
 *   <li>the first arrivals of a key's events are in the key's order;
 *   <li>a repeat is the same event under the same id, and with a cursor there is none of an event that must come once;
 *   <li>nothing arrived that does not concern the page's user, or that was not committed.
 * </ul>
 *
 * For one thread; used once.
 */
public final class Checker {

    private final Map<EventName, CommittedEvent> events = new HashMap<>();
    private final Map<EventName, String> idOfEvent = new HashMap<>();
    private final Map<String, EventName> eventOfId = new HashMap<>();
    private final List<Finding> findings = new ArrayList<>();
    private long frames;
    private long repeats;
    private long expected;

    private Checker(Collection<CommittedEvent> committed) {
        for (CommittedEvent event : committed) {
            if (events.put(event.name(), event) != null) {
                throw new IllegalArgumentException("two events are named " + event.name());
            }
        }
    }

    public static Verdict check(Collection<CommittedEvent> committed, Collection<PageLog> pages) {
        Checker checker = new Checker(committed);
        Map<Long, List<CommittedEvent>> byUser = byUser(committed);
        pages.forEach(page -> checker.judge(page, byUser.getOrDefault(page.userId(), List.of()), pages));
        return new Verdict(checker.frames, checker.repeats, checker.expected, checker.findings);
    }

    private static Map<Long, List<CommittedEvent>> byUser(Collection<CommittedEvent> committed) {
        Map<Long, List<CommittedEvent>> byUser = new HashMap<>();
        for (CommittedEvent event : committed) {
            event.audience()
                    .forEach(user -> byUser.computeIfAbsent(user, id -> new ArrayList<>())
                            .add(event));
        }
        return byUser;
    }

    private void judge(PageLog page, List<CommittedEvent> concerning, Collection<PageLog> pages) {
        Set<EventName> seen = new HashSet<>();
        Map<String, CommittedEvent> latest = new HashMap<>();
        for (Receipt receipt : page.receipts()) {
            frames++;
            boolean first = seen.add(receipt.name());
            if (!first) {
                repeats++;
            }
            label(page, receipt);
            CommittedEvent event = events.get(receipt.name());
            if (event == null) {
                find(Finding.Kind.UNCOMMITTED, page, receipt, "is not in the database");
                continue;
            }
            content(page, receipt, event);
            if (first) {
                order(page, receipt, event, latest);
            } else if (page.withCursor() && event.once()) {
                find(Finding.Kind.DOUBLED, page, receipt, "came again");
            }
        }
        for (CommittedEvent event : concerning) {
            if (page.mustGet(event)) {
                expected++;
                if (!seen.contains(event.name())) {
                    Finding.Kind kind = isWithSibling(page, event, pages) ? Finding.Kind.TAKEN : Finding.Kind.LOST;
                    findings.add(new Finding(
                            kind,
                            page,
                            event.name(),
                            "committed " + event.committedAt() + whereTo(page, event) + ", never came"));
                }
            }
        }
        page.resumes().stream()
                .filter(outcome -> !outcome.equals("recovered"))
                .forEach(outcome -> findings.add(
                        new Finding(Finding.Kind.NOT_RECOVERED, page, new EventName(EventKind.MESSAGE, "-"), outcome)));
    }

    private static boolean isWithSibling(PageLog page, CommittedEvent event, Collection<PageLog> pages) {
        return !page.withCursor()
                && pages.stream()
                        .filter(other -> other.userId() == page.userId() && !other.withCursor())
                        .filter(other -> other.mustGet(event))
                        .anyMatch(other -> other.receipts().stream()
                                .anyMatch(receipt -> receipt.name().equals(event.name())));
    }

    private static String whereTo(PageLog page, CommittedEvent event) {
        return page.sockets().stream()
                .filter(socket -> socket.covers(event.committedAt()))
                .findFirst()
                .map(socket -> " while socket " + socket.sessionId() + " was open")
                .orElse(" while no socket was open");
    }

    private void content(PageLog page, Receipt receipt, CommittedEvent event) {
        if (!event.audience().contains(page.userId())) {
            find(Finding.Kind.MISDELIVERED, page, receipt, "is for " + event.audience());
        }
        if (!event.text().equals(receipt.text())) {
            find(Finding.Kind.ALTERED, page, receipt, "says \"" + receipt.text() + "\", not \"" + event.text() + "\"");
        }
    }

    private void order(PageLog page, Receipt receipt, CommittedEvent event, Map<String, CommittedEvent> latest) {
        CommittedEvent before = latest.get(event.key());
        if (before != null && before.place() > event.place()) {
            find(Finding.Kind.OUT_OF_ORDER, page, receipt, "came first after " + before.name() + " of " + event.key());
        } else {
            latest.put(event.key(), event);
        }
    }

    private void label(PageLog page, Receipt receipt) {
        @Nullable String id = receipt.eventId();
        if (page.withCursor() != (id != null)) {
            find(Finding.Kind.MISLABELLED, page, receipt, id == null ? "has no event id" : "has an event id");
        }
        if (id == null) {
            return;
        }
        String known = idOfEvent.putIfAbsent(receipt.name(), id);
        if (known != null && !known.equals(id)) {
            find(Finding.Kind.MISLABELLED, page, receipt, "has the id " + id + ", elsewhere " + known);
        }
        EventName other = eventOfId.putIfAbsent(id, receipt.name());
        if (other != null && !other.equals(receipt.name())) {
            find(Finding.Kind.MISLABELLED, page, receipt, "has the id of " + other);
        }
    }

    private void find(Finding.Kind kind, PageLog page, Receipt receipt, String what) {
        findings.add(new Finding(kind, page, receipt.name(), what + ", at " + receipt.at()));
    }
}
