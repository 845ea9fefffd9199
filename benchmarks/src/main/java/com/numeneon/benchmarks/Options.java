package com.numeneon.benchmarks;

import com.numeneon.benchmarks.target.Address;
import com.numeneon.contracts.settings.InvalidSetting;
import com.numeneon.contracts.settings.Settings;
import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the command line says.
 *
 * @param target the backend
 * @param webSockets where sockets are opened, empty for the target itself
 * @param management ports with metrics, empty to look for them in the home
 * @param compare another backend, measured in turn with the first
 * @param rounds how often each step is measured
 * @param time of one measurement; empty divides the scenario's two minutes
 * @param people folder of the files with the users' tokens
 * @param out folder of the JSON and the plot
 * @param floor whether the floor is measured beside the target
 * @param sizes the amounts that a scenario goes through, instead of its own
 */
record Options(
        String scenario,
        URI target,
        List<Address> webSockets,
        List<Address> management,
        Optional<URI> compare,
        List<Address> compareWebSockets,
        List<Address> compareManagement,
        int rounds,
        Optional<Duration> time,
        Path people,
        Path out,
        boolean floor,
        Optional<String> database,
        Optional<String> kafka,
        List<Integer> sizes) {

    static final String USAGE = """
            ./numeneon bench SCENARIO [options]    measures a running backend of this contract

            Scenarios:
            %s
            Whom:
              --target URL           the public origin (http://localhost:$PORT, PORT being 8000 if not set)
              --ws-target LIST       host:port,… where sockets are opened instead; the pods themselves, beyond 8,000 sockets
              --management LIST      host:port,… whose /metrics tell the processes' CPU time
              --compare URL          another backend: both are measured in turn, and the ratios are shown
              --compare-ws-target LIST, --compare-management LIST   as above, of the other one
              What is not named is looked for in NUMENEON_HOME, if the target is the system that runs there.

            How:
              --rounds N             measurements of each step, medians are shown (1; 5 with --compare)
              --time 5s              of each measurement (what two minutes leave for each, at most 10 s)
              --sizes LIST           the scenario's amounts, such as senders or sockets, instead of its own
              --no-floor             without the bare database, broker or server beside it
              --database URL         postgres://user:password@host:port/database of the floor, and to fill tables
              --kafka LIST           host:port,… of the floor's broker

            Files:
              --people FOLDER        keeps the users that it made, with their tokens (NUMENEON_HOME/bench)
              --out FOLDER           where the JSON and the plot are put (NUMENEON_HOME/bench/results)

            The target gets many users, messages and posts: point it at a backend whose data may be thrown away.
            Ends with 0 when all was measured, with 1 when something was not, with 2 when the command makes no sense.
            """;

    private static final Set<String> WITH_VALUE = Set.of(
            "target",
            "ws-target",
            "management",
            "compare",
            "compare-ws-target",
            "compare-management",
            "rounds",
            "time",
            "sizes",
            "database",
            "kafka",
            "people",
            "out");

    /**
     * @param scenarios the names that there are
     * @throws WrongUsage naming what is wrong
     */
    static Options parse(List<String> arguments, Set<String> scenarios, Map<String, String> environment) {
        if (arguments.isEmpty() || arguments.getFirst().startsWith("-")) {
            throw new WrongUsage("a scenario is needed: " + String.join(", ", scenarios));
        }
        String scenario = arguments.getFirst();
        if (!scenarios.contains(scenario)) {
            throw new WrongUsage(
                    "there is no scenario \"" + scenario + "\", but there are " + String.join(", ", scenarios));
        }
        return new Reader(values(arguments.subList(1, arguments.size())), environment).options(scenario);
    }

    private static Map<String, String> values(List<String> arguments) {
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            int equals = argument.indexOf('=');
            String name = argument.replaceFirst("^--", "").replaceFirst("=.*", "");
            String value;
            if (argument.equals("--no-floor")) {
                value = "true";
            } else if (!argument.startsWith("--") || !WITH_VALUE.contains(name)) {
                throw new WrongUsage("there is no option \"" + argument + "\"");
            } else if (equals >= 0) {
                value = argument.substring(equals + 1);
            } else if (i + 1 < arguments.size() && !arguments.get(i + 1).startsWith("--")) {
                value = arguments.get(++i);
            } else {
                throw new WrongUsage(argument + " needs a value");
            }
            if (values.put(name, value) != null) {
                throw new WrongUsage("--" + name + " is given twice");
            }
        }
        return values;
    }

    /** Turns texts into what they mean. */
    private static final class Reader {

        private static final Duration SHORTEST = Duration.ofMillis(200);

        private final Map<String, String> values;
        private final Settings settings;
        private final Settings environment;

        Reader(Map<String, String> values, Map<String, String> environment) {
            this.values = values;
            this.settings = new Settings(name -> values.get(name.replaceFirst("^--", "")));
            this.environment = new Settings(environment::get);
        }

        Options options(String scenario) {
            try {
                Path home = Path.of(environment.text("NUMENEON_HOME", ".numeneon"));
                Path people = path("people", home.resolve("bench"));
                Optional<URI> compare = text("compare").map(value -> url("--compare", value));
                for (String other : List.of("compare-ws-target", "compare-management")) {
                    if (values.containsKey(other) && compare.isEmpty()) {
                        throw new WrongUsage("--" + other + " needs --compare");
                    }
                }
                String here = "http://localhost:" + environment.integer("PORT", 8000, 1, 65_535);
                return new Options(
                        scenario,
                        url("--target", text("target").orElse(here)),
                        addresses("ws-target"),
                        addresses("management"),
                        compare,
                        addresses("compare-ws-target"),
                        addresses("compare-management"),
                        settings.integer("--rounds", compare.isPresent() ? 5 : 1, 1, 100),
                        text("time")
                                .map(value -> settings.duration("--time", SHORTEST, SHORTEST, Duration.ofMinutes(10))),
                        people,
                        path("out", people.resolve("results")),
                        !values.containsKey("no-floor"),
                        text("database"),
                        text("kafka"),
                        text("sizes").map(Reader::sizes).orElse(List.of()));
            } catch (InvalidSetting e) {
                throw new WrongUsage(String.valueOf(e.getMessage()));
            }
        }

        private Optional<String> text(String name) {
            return Optional.ofNullable(values.get(name));
        }

        private Path path(String name, Path fallback) {
            @Nullable String value = values.get(name);
            try {
                return value == null ? fallback : Path.of(value);
            } catch (InvalidPathException e) {
                throw new WrongUsage("--" + name + " must be a folder, not \"" + value + "\"");
            }
        }

        private List<Address> addresses(String name) {
            try {
                return text(name).map(Address::parseAll).orElse(List.of());
            } catch (IllegalArgumentException e) {
                throw new WrongUsage("--" + name + " must be like 127.0.0.1:9081,127.0.0.1:9082: " + e.getMessage());
            }
        }

        private static List<Integer> sizes(String text) {
            List<Integer> sizes = new ArrayList<>();
            for (String size : text.split(",", -1)) {
                if (!size.matches("[1-9]\\d{0,6}")) {
                    throw new WrongUsage(
                            "--sizes must be whole numbers from 1 to 9999999 such as 8,32,128, not \"" + text + "\"");
                }
                sizes.add(Integer.valueOf(size));
            }
            return List.copyOf(sizes);
        }

        private static URI url(String name, String text) {
            try {
                URI url = URI.create(text);
                if (url.getHost() != null
                        && Set.of("http", "https").contains(url.getScheme())
                        && url.getRawQuery() == null
                        && Set.of("", "/").contains(url.getRawPath())) {
                    return url;
                }
            } catch (IllegalArgumentException e) {
                // Said below.
            }
            throw new WrongUsage(name + " must be an origin like http://localhost:8000, not \"" + text + "\"");
        }
    }
}
