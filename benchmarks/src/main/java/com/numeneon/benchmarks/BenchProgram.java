package com.numeneon.benchmarks;

import com.numeneon.benchmarks.report.Plot;
import com.numeneon.benchmarks.report.Report;
import com.numeneon.benchmarks.report.ReportJson;
import com.numeneon.benchmarks.report.Table;
import com.numeneon.benchmarks.scenario.Scenario;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** {@code ./numeneon bench}: the table goes to the one stream, all else to the other. */
public final class BenchProgram {

    private static final int MEASURED = 0;
    private static final int NOT_ALL_MEASURED = 1;
    private static final int WRONG = 2;

    private static final DateTimeFormatter FILE_TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

    private final PrintStream out;
    private final PrintStream err;
    private final Clock clock;

    BenchProgram(PrintStream out, PrintStream err, Clock clock) {
        this.out = out;
        this.err = err;
        this.clock = clock;
    }

    public static void main(String[] arguments) throws InterruptedException {
        int status =
                new BenchProgram(System.out, System.err, Clock.systemUTC()).run(List.of(arguments), System.getenv());
        System.exit(status);
    }

    /** @return the status that the process ends with */
    int run(List<String> arguments, Map<String, String> environment) throws InterruptedException {
        Map<String, Scenario> scenarios = new LinkedHashMap<>();
        Scenario.all().forEach(scenario -> scenarios.put(scenario.name(), scenario));
        if (arguments.contains("--help") || arguments.contains("-h")) {
            out.print(usage(scenarios));
            return MEASURED;
        }
        Options options;
        try {
            options = Options.parse(arguments, scenarios.keySet(), environment);
        } catch (WrongUsage e) {
            err.println("numeneon bench: " + e.getMessage() + " (./numeneon bench --help)");
            return WRONG;
        }
        Scenario scenario = scenarios.get(options.scenario());
        if (scenario == null) {
            throw new IllegalStateException("the options name a scenario that there is");
        }
        Run run = new Run(options, environment, clock, err::println);
        try {
            Report report = run.measure(scenario, "./numeneon bench " + String.join(" ", shown(arguments)));
            out.print(Table.of(report));
            out.flush();
            Path files = write(options.out(), report);
            err.println("Written to " + files + ".json and " + files + ".svg");
            return run.failed() ? NOT_ALL_MEASURED : MEASURED;
        } catch (IOException e) {
            err.println("numeneon bench: " + e.getMessage());
            return NOT_ALL_MEASURED;
        }
    }

    /** Without what may hold a password. */
    private static List<String> shown(List<String> arguments) {
        return arguments.stream()
                .map(argument -> argument.replaceFirst("(postgres(?:ql)?://)[^@]*@", "$1…@"))
                .toList();
    }

    private static Path write(Path folder, Report report) throws IOException {
        Files.createDirectories(folder);
        Path files = folder.resolve(report.scenario() + "-" + FILE_TIME.format(report.at()));
        Files.writeString(Path.of(files + ".json"), ReportJson.of(report), StandardCharsets.UTF_8);
        Files.writeString(Path.of(files + ".svg"), Plot.of(report), StandardCharsets.UTF_8);
        return files;
    }

    private static String usage(Map<String, Scenario> scenarios) {
        String list = scenarios.values().stream()
                .map(scenario -> "  " + String.format("%-22s", scenario.name()) + " " + scenario.summary() + "\n")
                .collect(Collectors.joining());
        return String.format(Options.USAGE, list);
    }
}
