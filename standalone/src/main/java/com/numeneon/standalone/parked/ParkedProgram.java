package com.numeneon.standalone.parked;

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

/** The program behind {@code ./numeneon outbox}; {@link Options#USAGE} says how it ends. */
public final class ParkedProgram {

    private static final int DONE = 0;
    private static final int NOT_DONE = 1;
    private static final int WRONG_USAGE = 2;

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String ROW = "%-10s  %-26s  %-24s  %-19s  %-19s  %-36s  %8s  %s";

    private final boolean json;
    private final Screen screen;
    private long rows;

    private ParkedProgram(boolean json, Screen screen) {
        this.json = json;
        this.screen = screen;
    }

    public static void main(String[] arguments) throws InterruptedException {
        Program.run(ParkedProgram::run, arguments);
    }

    static int run(List<String> arguments, Map<String, String> environment, PrintStream out, PrintStream err)
            throws InterruptedException {
        if (arguments.contains("--help") || arguments.contains("-h")) {
            out.print(Options.USAGE);
            return DONE;
        }
        try {
            Options options = Options.parse(arguments);
            Screen screen = new Screen(out, err, Boolean.getBoolean("err.terminal"));
            Optional<Pod> pod = Pod.find("api", options.url(), environment, screen);
            return pod.isEmpty() ? NOT_DONE : new ParkedProgram(options.json(), screen).run(options, pod.get());
        } catch (WrongUsage e) {
            err.println("numeneon: " + e.getMessage() + " (./numeneon outbox --help)");
            return WRONG_USAGE;
        }
    }

    private int run(Options options, Pod pod) throws InterruptedException {
        String path = "/outbox/parked";
        return switch (options.action()) {
            case LIST -> pod.get(path, screen, NOT_DONE, lines -> show(lines, this::listed));
            case RETRY ->
                pod.post(path + "/retry?" + options.query(), screen, NOT_DONE, lines -> show(lines, this::changed));
            case DROP ->
                pod.post(path + "/drop?" + options.query(), screen, NOT_DONE, lines -> show(lines, this::changed));
        };
    }

    /** Makes the last line a status. */
    private interface End {
        int status(JsonNode done);
    }

    private int show(Iterator<String> lines, End end) {
        while (lines.hasNext()) {
            String text = lines.next();
            JsonNode line = JSON.readTree(text);
            if (line.has("done")) {
                return end.status(line.get("done"));
            }
            if (!json && rows == 0 && line.has("key")) {
                screen.row(ROW.formatted("SEQUENCE", "TYPE", "KEY", "WRITTEN", "PARKED", "EVENT", "BYTES", "REASON"));
            }
            rows++;
            if (!screen.row(json ? Plain.json(text) : row(line))) {
                return NOT_DONE;
            }
        }
        screen.note("The answer ended before it was complete.");
        return NOT_DONE;
    }

    private int listed(JsonNode done) {
        screen.note(String.format(Locale.ROOT, "%,d parked", rows));
        if (done.path("more").asBoolean(false)) {
            screen.note("There are more: these are the oldest.");
        }
        return DONE;
    }

    private int changed(JsonNode done) {
        long asked = done.path("asked").asLong();
        long changed = done.path("changed").asLong();
        screen.note(String.format(Locale.ROOT, "%,d of %,d done", changed, asked));
        return changed == asked ? DONE : NOT_DONE;
    }

    private static String row(JsonNode line) {
        if (line.has("outcome")) {
            return "%-10s  %s".formatted(text(line, "sequence"), explained(line));
        }
        return ROW.formatted(
                        text(line, "sequence"),
                        text(line, "type"),
                        text(line, "key"),
                        time(line, "time"),
                        time(line, "parked_at"),
                        text(line, "event_id"),
                        text(line, "bytes"),
                        text(line, "reason"))
                .stripTrailing();
    }

    private static String explained(JsonNode line) {
        String outcome = text(line, "outcome");
        return switch (outcome) {
            case "retried" -> "retried, as sequence " + text(line, "new_sequence");
            case "not there" -> "not there: it was never parked, or somebody has retried or dropped it";
            case "unknown key" -> "left: nobody knows how to keep the order of its key";
            case "busy" -> "left: its key is held by somebody; try again";
            default -> outcome;
        };
    }

    private static String time(JsonNode line, String name) {
        return text(line, name).replaceFirst("^(.{10})T(.{8}).*$", "$1 $2");
    }

    private static String text(JsonNode line, String name) {
        JsonNode value = line.path(name);
        return value.isNull() || value.isMissingNode() ? "-" : Plain.text(value.asString());
    }
}
