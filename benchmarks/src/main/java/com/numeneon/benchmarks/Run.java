package com.numeneon.benchmarks;

import com.numeneon.benchmarks.floor.FloorServers;
import com.numeneon.benchmarks.report.Figures;
import com.numeneon.benchmarks.report.Report;
import com.numeneon.benchmarks.report.Series;
import com.numeneon.benchmarks.scenario.Scenario;
import com.numeneon.benchmarks.scenario.Session;
import com.numeneon.benchmarks.scenario.Step;
import com.numeneon.benchmarks.target.Address;
import com.numeneon.benchmarks.target.LocalHome;
import com.numeneon.benchmarks.target.People;
import com.numeneon.benchmarks.target.Target;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * One scenario from the first step to the last. Within a step everybody has the same turn in each round, in one order and then
 * in the other: what the machine does meanwhile meets all alike, and a ratio is worth more than what it is made of.
 */
final class Run {

    /** What a scenario takes when no time is given, beside what it makes first. */
    private static final Duration WHOLE = Duration.ofSeconds(100);

    private static final Duration LONGEST = Duration.ofSeconds(10);
    private static final Duration SHORTEST = Duration.ofSeconds(1);

    private final Options options;
    private final Optional<LocalHome> home;
    private final FloorServers servers;
    private final Clock clock;
    private final Consumer<String> notes;
    private final List<Session> sessions = new ArrayList<>();
    private boolean failed;

    Run(Options options, Map<String, String> environment, Clock clock, Consumer<String> notes) {
        this.options = options;
        this.home = home(options, environment);
        this.servers = new FloorServers(
                options.database().or(() -> home.flatMap(LocalHome::database)),
                options.kafka().or(() -> home.flatMap(LocalHome::kafka)));
        this.clock = clock;
        this.notes = notes;
    }

    private static Optional<LocalHome> home(Options options, Map<String, String> environment) {
        LocalHome found = new LocalHome(Path.of(environment.getOrDefault("NUMENEON_HOME", ".numeneon")));
        return Optional.of(found).filter(one -> one.runs(options.target()));
    }

    /** Whether something was not measured. */
    boolean failed() {
        return failed;
    }

    /** @throws IOException when a target is not there */
    Report measure(Scenario scenario, String command) throws IOException, InterruptedException {
        try {
            return report(scenario, command);
        } finally {
            for (Session session : sessions) {
                session.close();
            }
        }
    }

    private Report report(Scenario scenario, String command) throws IOException, InterruptedException {
        List<Step> steps = scenario.steps(options.sizes());
        List<Side> all = sides();
        Duration time = options.time().orElseGet(() -> time(steps, all));
        double before = load();
        List<Series> series = new ArrayList<>();
        for (Step step : steps) {
            List<Side> sides = all.stream().filter(side -> side.has(step)).toList();
            List<List<Figures>> measured = new ArrayList<>();
            sides.forEach(side -> measured.add(new ArrayList<>()));
            for (int round = 1; round <= options.rounds(); round++) {
                List<Side> order = new ArrayList<>(sides);
                if (round % 2 == 0) {
                    Collections.reverse(order);
                }
                for (Side side : order) {
                    notes.accept(scenario.name() + ": " + step.name() + ", " + side.name() + ", round " + round + " of "
                            + options.rounds());
                    measured.get(sides.indexOf(side)).add(figures(side, step, time));
                }
            }
            for (int i = 0; i < sides.size(); i++) {
                series.add(new Series(step.name(), sides.get(i).name(), measured.get(i)));
            }
        }
        Report.Machine machine = new Report.Machine(
                System.getProperty("os.name") + " " + System.getProperty("os.version") + " "
                        + System.getProperty("os.arch"),
                Runtime.getRuntime().availableProcessors(),
                System.getProperty("java.vm.version", ""),
                before,
                load());
        return new Report(scenario.name(), clock.instant(), machine, command, series);
    }

    private Figures figures(Side side, Step step, Duration time) throws InterruptedException {
        try {
            return side.turn().measure(step, time);
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            failed = true;
            String why = e.getMessage() == null ? e.toString() : e.getMessage();
            notes.accept("Not measured: " + why);
            return Figures.none().withNote("not measured: " + why);
        }
    }

    private Duration time(List<Step> steps, List<Side> sides) {
        long turns = steps.stream()
                        .mapToLong(step ->
                                sides.stream().filter(side -> side.has(step)).count())
                        .sum()
                * options.rounds();
        Duration share = WHOLE.dividedBy(Math.max(1, turns));
        Duration bounded = share.compareTo(LONGEST) > 0 ? LONGEST : share;
        return bounded.compareTo(SHORTEST) < 0 ? SHORTEST : bounded;
    }

    /** Who is measured. */
    private record Side(String name, Turn turn) {
        boolean has(Step step) {
            return !name.equals("floor") || step.floor().isPresent();
        }
    }

    private interface Turn {
        Figures measure(Step step, Duration time) throws Exception;
    }

    private List<Side> sides() throws IOException {
        List<Side> sides = new ArrayList<>();
        Target target = new Target(
                options.target(),
                orElse(origins(options.webSockets()), home.map(LocalHome::sockets)),
                orElse(options.management(), home.map(LocalHome::management)));
        Session measured = session(target, home, servers.database());
        sides.add(new Side("target", (step, time) -> step.target().measure(measured, time)));
        if (options.compare().isPresent()) {
            Target other = new Target(
                    options.compare().get(), origins(options.compareWebSockets()), options.compareManagement());
            Session compared = session(other, Optional.empty(), Optional.empty());
            sides.add(new Side("compared", (step, time) -> step.target().measure(compared, time)));
        }
        if (options.floor()) {
            sides.add(new Side(
                    "floor",
                    (step, time) -> step.floor()
                            .orElseThrow(() -> new IOException("this step has no floor"))
                            .measure(servers, time)));
        }
        return sides;
    }

    private Session session(Target target, Optional<LocalHome> runsHere, Optional<String> database) throws IOException {
        try {
            People people = People.of(target, options.people(), clock, notes);
            Session session = new Session(target, people, runsHere, database, notes);
            sessions.add(session);
            return session;
        } catch (IOException e) {
            throw new IOException(target.origin() + " does not answer: " + e.getMessage(), e);
        }
    }

    private static <T> List<T> orElse(List<T> named, Optional<List<T>> found) {
        return named.isEmpty() ? found.orElse(List.of()) : named;
    }

    private static List<URI> origins(List<Address> addresses) {
        return addresses.stream()
                .map(address -> URI.create("http://" + address))
                .toList();
    }

    private static double load() {
        return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    }
}
