package com.numeneon.standalone.replay;

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
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The program behind {@code ./numeneon replay}. Ends with 0 when all was done, with 1 and a sentence when it was not, with
 * 2 for a wrong command line. Ctrl-C ends the reading in the pod, too, and what is being sent again.
 */
public final class ReplayProgram {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final Screen screen;
    private final Optional<Table> table;

    private ReplayProgram(Screen screen, Optional<Table> table) {
        this.screen = screen;
        this.table = table;
    }

    public static void main(String[] arguments) throws InterruptedException {
        Program.run(ReplayProgram::run, arguments);
    }

    /** The script says which of the two streams are terminals, as Java cannot tell for each. */
    static int run(List<String> arguments, Map<String, String> environment, PrintStream out, PrintStream err)
            throws InterruptedException {
        if (arguments.contains("--help") || arguments.contains("-h")) {
            out.print(Options.USAGE);
            return 0;
        }
        try {
            Options options = Options.parse(arguments);
            boolean colours = Boolean.getBoolean("out.terminal") && environment.get("NO_COLOR") == null;
            Optional<Integer> width = Optional.ofNullable(Integer.getInteger("out.columns"));
            Optional<Table> table = options.json() ? Optional.empty() : Optional.of(new Table(colours, width));
            Screen screen = new Screen(out, err, Boolean.getBoolean("err.terminal"));
            Optional<Pod> pod = Pod.find("notification", options.url(), environment, screen);
            ReplayProgram program = new ReplayProgram(screen, table);
            return pod.isEmpty() ? 1 : program.ask(pod.get(), options);
        } catch (WrongUsage e) {
            err.println("numeneon: " + e.getMessage() + " (./numeneon replay --help lists them)");
            return 2;
        }
    }

    /** What changes something is never asked for by a request that only reads. */
    private int ask(Pod pod, Options options) throws InterruptedException {
        String path = "/replay?" + options.query();
        return options.deliver()
                ? pod.post(path, screen, 1, lines -> show(lines, 1))
                : pod.get(path, screen, 1, lines -> show(lines, 0));
    }

    /** @param unread the status when nobody reads the rows any more, which ends it */
    private int show(Iterator<String> lines, int unread) {
        boolean first = true;
        boolean complete = true;
        while (lines.hasNext()) {
            String text = lines.next();
            JsonNode line = JSON.readTree(text);
            if (line.has("topic")) {
                if (first) {
                    table.ifPresent(columns -> screen.row(columns.head()));
                    first = false;
                }
                if (!screen.row(table.map(columns -> columns.row(line)).orElse(Plain.json(text)))) {
                    return unread;
                }
            } else if (line.has("progress")) {
                progress(line.get("progress"));
            } else if (line.has("window")) {
                window(line.get("window"));
            } else if (line.has("delivered")) {
                delivered(line.get("delivered"));
            } else if (line.has("undelivered")) {
                JsonNode pod = line.get("undelivered");
                screen.note("Not sent by " + pod.path("pod").asString() + ": "
                        + pod.path("error").asString());
                complete = false;
            } else if (line.has("done")) {
                done(line.get("done"));
                return complete ? 0 : 1;
            } else if (line.has("error")) {
                screen.note(line.get("error").asString());
                return 1;
            }
        }
        screen.note("The answer ended before it was complete.");
        return 1;
    }

    private void progress(JsonNode progress) {
        screen.progress(String.format(
                Locale.ROOT,
                "%,d of %,d events scanned %s",
                progress.path("scanned").asLong(),
                progress.path("of").asLong(),
                progress.path("time").asString("")));
    }

    private void window(JsonNode window) {
        String kept = window.path("kept_since").asString("");
        if (!kept.isEmpty()) {
            screen.note("The window begins before what the log keeps: it is complete from " + kept + " on.");
        }
        for (JsonNode pod : window.path("pods")) {
            if (pod.path("error").isString()) {
                screen.note("The pod " + pod.path("pod").asString() + " is not heard: "
                        + pod.path("error").asString());
            }
        }
    }

    private void done(JsonNode done) {
        if (done.path("limit_reached").asBoolean(false)) {
            screen.note("There may be more: the limit was reached (--limit).");
        }
        if (done.path("found").isBoolean() && !done.path("found").asBoolean()) {
            screen.note("What was asked for is not in the window: it may lie outside (--since, --until).");
        }
        screen.note(String.format(
                Locale.ROOT,
                "%,d shown of %,d events scanned",
                done.path("shown").asLong(),
                done.path("scanned").asLong()));
        if (done.path("delivered").isNumber()) {
            screen.note(String.format(
                    Locale.ROOT, "%,d frames sent again", done.path("delivered").asLong()));
        }
    }

    /** Where somebody gets it, or could not. */
    private void delivered(JsonNode turn) {
        long sockets = turn.path("sockets").asLong();
        long skipped = turn.path("skipped").asLong();
        if (sockets > 0 || skipped > 0) {
            screen.note(String.format(
                    Locale.ROOT,
                    "%s sent again to %d socket%s on %s%s",
                    turn.path("event_id").asString("-"),
                    sockets,
                    sockets == 1 ? "" : "s",
                    turn.path("pod").asString("-"),
                    skipped > 0 ? ", not to " + skipped + " that are busy" : ""));
        }
    }
}
