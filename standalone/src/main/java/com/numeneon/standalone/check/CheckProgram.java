package com.numeneon.standalone.check;

import com.numeneon.standalone.operator.Plain;
import com.numeneon.standalone.operator.Pod;
import com.numeneon.standalone.operator.Program;
import com.numeneon.standalone.operator.Screen;
import com.numeneon.standalone.operator.WrongUsage;
import java.io.PrintStream;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The program behind {@code ./numeneon check}; {@link Options#USAGE} says how it ends. */
public final class CheckProgram {

    private static final int HOLDS = 0;
    private static final int VIOLATED = 1;
    private static final int UNKNOWN = 2;

    private static final JsonMapper JSON = JsonMapper.shared();

    private final boolean json;
    private final Screen screen;

    private CheckProgram(boolean json, Screen screen) {
        this.json = json;
        this.screen = screen;
    }

    public static void main(String[] arguments) throws InterruptedException {
        Program.run(CheckProgram::run, arguments);
    }

    static int run(List<String> arguments, Map<String, String> environment, PrintStream out, PrintStream err)
            throws InterruptedException {
        if (arguments.contains("--help") || arguments.contains("-h")) {
            out.print(Options.USAGE);
            return 0;
        }
        try {
            Options options = Options.parse(arguments);
            Screen screen = new Screen(out, err, Boolean.getBoolean("err.terminal"));
            CheckProgram program = new CheckProgram(options.json(), screen);
            String path = options.rebuild() ? "/check?rebuild=true" : "/check";
            Optional<Pod> pod = Pod.find("api", options.url(), environment, screen);
            return pod.isEmpty() ? UNKNOWN : pod.get().post(path, screen, UNKNOWN, program::show);
        } catch (WrongUsage e) {
            err.println("numeneon: " + e.getMessage() + " (./numeneon check --help lists them)");
            return UNKNOWN;
        }
    }

    private int show(Iterator<String> lines) {
        while (lines.hasNext()) {
            String text = lines.next();
            JsonNode line = JSON.readTree(text);
            if (line.has("invariant")) {
                if (!screen.row(json ? Plain.json(text) : row(line))) {
                    return UNKNOWN;
                }
            } else if (line.has("progress")) {
                JsonNode progress = line.get("progress");
                screen.progress(String.format(
                        Locale.ROOT,
                        "%s: %,d checked",
                        progress.path("invariant").asString(""),
                        progress.path("checked").asLong()));
            } else if (line.has("done")) {
                return done(line.get("done"));
            }
        }
        screen.note("The answer ended before it was complete.");
        return UNKNOWN;
    }

    private static String row(JsonNode finding) {
        String name = Plain.text(finding.path("invariant").asString(""));
        if (finding.has("error")) {
            return "%-34s  not checked: %s"
                    .formatted(name, Plain.text(finding.path("error").asString("")));
        }
        long violations = finding.path("violations").asLong();
        if (violations == 0) {
            return "%-34s  holds".formatted(name);
        }
        long repaired = finding.path("repaired").asLong();
        return String.format(
                Locale.ROOT,
                "%-34s  VIOLATED by %,d of %,d %s%s, such as %s. %s",
                name,
                violations,
                finding.path("checked").asLong(),
                Plain.text(finding.path("table").asString("")),
                repaired == 0
                        ? ""
                        : String.format(
                                Locale.ROOT,
                                ", %,d repaired, %,d left",
                                repaired,
                                finding.path("left").asLong()),
                finding.path("examples")
                        .valueStream()
                        .map(id -> Long.toString(id.asLong()))
                        .collect(Collectors.joining(", ")),
                Plain.text(finding.path("rule").asString("")));
    }

    private int done(JsonNode done) {
        long left = done.path("left").asLong();
        int failed = done.path("failed").asInt();
        screen.note(String.format(
                Locale.ROOT,
                "%,d invariants: %,d violations, %,d repaired, %,d left, %,d could not be checked",
                done.path("invariants").asLong(),
                done.path("violations").asLong(),
                done.path("repaired").asLong(),
                left,
                failed));
        if (failed > 0) {
            return UNKNOWN;
        }
        return left > 0 ? VIOLATED : HOLDS;
    }
}
