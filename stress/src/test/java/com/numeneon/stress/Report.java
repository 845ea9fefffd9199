package com.numeneon.stress;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toList;

import com.numeneon.stress.checker.CommittedEvent;
import com.numeneon.stress.checker.EventName;
import com.numeneon.stress.checker.Finding;
import com.numeneon.stress.checker.PageLog;
import com.numeneon.stress.checker.SocketLife;
import com.numeneon.stress.faults.Fault;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/** A run's figures as text, and for what went wrong all that helps to find out why. Pure. */
final class Report {

    private static final int SHOWN = 3;
    private static final int SOCKETS_SHOWN = 4;

    private final StressRun.Result result;
    private final Delays delays;
    private final StringBuilder text = new StringBuilder();

    private Report(StressRun.Result result) {
        this.result = result;
        this.delays = Delays.of(result.truth().events(), result.pages(), result.faults());
    }

    static String of(StressRun.Result result, Path logs) {
        Report report = new Report(result);
        report.figures();
        report.faults();
        report.eachFault();
        report.findings();
        report.line("logs", logs);
        return report.text.toString();
    }

    private void figures() {
        text.append("\nstress\n");
        line("seed", result.settings().seed());
        line(
                "pages",
                result.pages().size() + ", "
                        + result.pages().stream().filter(PageLog::withCursor).count() + " of them with a cursor; "
                        + result.pages().stream()
                                .mapToInt(page -> page.sockets().size())
                                .sum() + " sockets");
        line(
                "events",
                result.truth().events().size() + ": "
                        + counts(result.truth().events(), e -> e.name().kind()));
        line("frames", result.verdict().frames() + " for " + result.verdict().expected() + " expected");
        line("tries of commands", result.tries());
        line(
                "resumes",
                counts(
                        result.pages().stream()
                                .flatMap(page -> page.resumes().stream())
                                .toList(),
                        r -> r));
        line("ends of sockets", counts(ends(), Function.identity()));
        line("latency outside faults", delays.quiet());
        line("repeats", repeats(true) + " with a cursor, " + repeats(false) + " without");
        for (Finding.Kind kind : Finding.Kind.values()) {
            line(
                    kind.name().toLowerCase(Locale.ROOT).replace('_', ' '),
                    found(kind, true) + " with a cursor, " + found(kind, false) + " without");
        }
        line("wrong in the database", result.truth().faults().size());
        line("left over", result.leftovers().isEmpty() ? "nothing" : result.leftovers());
        line("waited for in vain", result.stuck() == null ? "nothing" : result.stuck());
    }

    private void faults() {
        line("faults", result.faults().size());
        Map<String, List<Fault>> byKind = new TreeMap<>(result.faults().stream()
                .collect(groupingBy(fault -> fault.kind().toString())));
        byKind.forEach((kind, faults) -> line(
                "  " + kind,
                faults.size() + ", recovered after at most "
                        + seconds(faults.stream()
                                .map(fault -> Duration.between(fault.startedAt(), fault.recoveredAt()))
                                .max(Comparator.naturalOrder())
                                .orElseThrow())
                        + ", worst gap in delivery "
                        + seconds(faults.stream()
                                .map(delays::worstAround)
                                .max(Comparator.naturalOrder())
                                .orElseThrow())));
    }

    private void eachFault() {
        int number = 0;
        for (Fault fault : result.faults()) {
            line(
                    "  fault " + ++number,
                    "%s %s at %s, recovered after %s, worst gap %s"
                            .formatted(
                                    fault.kind(),
                                    fault.target(),
                                    fault.startedAt(),
                                    seconds(Duration.between(fault.startedAt(), fault.recoveredAt())),
                                    seconds(delays.worstAround(fault))));
        }
    }

    private void findings() {
        result.truth().faults().stream().limit(SHOWN).forEach(fault -> line("DATABASE", fault));
        for (Finding.Kind kind : Finding.Kind.values()) {
            List<Finding> found = result.verdict().of(kind).stream()
                    .sorted(Comparator.comparing(finding -> !finding.isBrokenPromise()))
                    .toList();
            found.stream()
                    .collect(groupingBy(finding -> finding.page().name(), LinkedHashMap::new, toList()))
                    .values()
                    .stream()
                    .limit(SHOWN)
                    .forEach(this::detail);
            if (!found.isEmpty()) {
                line("", found.size() + " " + kind + " altogether");
            }
        }
    }

    /** Of one kind on one page: the first few, and the page's sockets and the faults around the first. */
    private void detail(List<Finding> findings) {
        PageLog page = findings.getFirst().page();
        findings.stream()
                .limit(SHOWN)
                .forEach(finding -> line(
                        (finding.isBrokenPromise() ? "BROKEN: " : "not promised: ") + finding.kind(),
                        "%s (user %d%s): %s %s"
                                .formatted(
                                        page.name(),
                                        page.userId(),
                                        page.withCursor() ? ", with a cursor" : "",
                                        finding.event(),
                                        finding.what())));
        Instant around = committedAt(findings.getFirst().event());
        nearest(page.sockets(), SocketLife::openedAt, around, SOCKETS_SHOWN)
                .forEach(socket -> line(
                        "  socket",
                        "%s asked for %s, live %s, ended %s: %s"
                                .formatted(
                                        socket.sessionId(),
                                        socket.openedAt(),
                                        socket.liveAt(),
                                        socket.endedAt(),
                                        socket.end())));
        nearest(result.faults(), Fault::startedAt, around, 2).forEach(fault -> line("  near", fault));
    }

    private Instant committedAt(EventName name) {
        return result.truth().events().stream()
                .filter(event -> event.name().equals(name))
                .map(CommittedEvent::committedAt)
                .findFirst()
                .orElseGet(Instant::now);
    }

    private static <T> List<T> nearest(List<T> all, Function<T, Instant> time, Instant around, int count) {
        return all.stream()
                .sorted(Comparator.comparing(
                        one -> Duration.between(time.apply(one), around).abs()))
                .limit(count)
                .sorted(Comparator.comparing(time))
                .toList();
    }

    private List<String> ends() {
        List<String> ends = new ArrayList<>();
        for (PageLog page : result.pages()) {
            page.sockets().stream()
                    .map(SocketLife::end)
                    .flatMap(Stream::ofNullable)
                    .forEach(ends::add);
        }
        return ends;
    }

    private long found(Finding.Kind kind, boolean withCursor) {
        return result.verdict().of(kind).stream()
                .filter(finding -> finding.page().withCursor() == withCursor)
                .count();
    }

    private long repeats(boolean withCursor) {
        return result.pages().stream()
                .filter(page -> page.withCursor() == withCursor)
                .mapToLong(page -> page.receipts().size()
                        - page.receipts().stream()
                                .map(receipt -> receipt.name())
                                .distinct()
                                .count())
                .sum();
    }

    private static <T> String counts(List<T> all, Function<T, ?> kind) {
        Map<String, Long> counts =
                new TreeMap<>(all.stream().collect(groupingBy(one -> String.valueOf(kind.apply(one)), counting())));
        return counts.entrySet().stream()
                .map(count -> count.getKey().toLowerCase(Locale.ROOT) + " " + count.getValue())
                .collect(joining(", "));
    }

    private static String seconds(Duration duration) {
        return "%.1f s".formatted(duration.toMillis() / 1e3);
    }

    private void line(String name, Object value) {
        text.append("%-26s %s%n".formatted(name, value));
    }
}
