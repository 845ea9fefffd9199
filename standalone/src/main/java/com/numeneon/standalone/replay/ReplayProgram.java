package com.numeneon.standalone.replay;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The program behind {@code ./numeneon replay}. Ends with 0 when all was done, with 1 and a sentence when it was not, with
 * 2 for a wrong command line. Ctrl-C ends the reading in the pod, too, and what is being sent again.
 */
public final class ReplayProgram {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Options options;
    private final Map<String, String> environment;
    private final Screen screen;
    private final Optional<Table> table;

    private ReplayProgram(Options options, Map<String, String> environment, Screen screen, Optional<Table> table) {
        this.options = options;
        this.environment = environment;
        this.screen = screen;
        this.table = table;
    }

    public static void main(String[] arguments) throws InterruptedException {
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
        System.exit(run(List.of(arguments), System.getenv(), out, err));
    }

    /** The script says which of the two streams are terminals, as Java cannot tell for each. */
    static int run(List<String> arguments, Map<String, String> environment, PrintStream out, PrintStream err)
            throws InterruptedException {
        if (arguments.contains("--help") || arguments.contains("-h")) {
            out.print(Options.USAGE);
            out.flush();
            return 0;
        }
        try {
            Options options = Options.parse(arguments);
            boolean colours = Boolean.getBoolean("out.terminal") && environment.get("NO_COLOR") == null;
            Optional<Integer> width = Optional.ofNullable(Integer.getInteger("out.columns"));
            Optional<Table> table = options.json() ? Optional.empty() : Optional.of(new Table(colours, width));
            Screen screen = new Screen(out, err, Boolean.getBoolean("err.terminal"));
            return new ReplayProgram(options, environment, screen, table).run();
        } catch (WrongUsage e) {
            err.println("numeneon: " + e.getMessage() + " (./numeneon replay --help lists them)");
            return 2;
        }
    }

    private int run() throws InterruptedException {
        Optional<URI> pod = options.url().or(() -> new RunningPods(home()).first());
        if (pod.isEmpty()) {
            screen.note("No notification pod of " + home() + " is running: start it, or name one by --url.");
            return 1;
        }
        try (HttpClient http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(PATIENCE)
                .build()) {
            HttpResponse<Stream<String>> answer = http.send(request(pod.get()), BodyHandlers.ofLines());
            try (Stream<String> lines = answer.body()) {
                return answer.statusCode() == 200 ? show(lines.iterator()) : refused(answer.statusCode(), lines);
            } finally {
                // Whoever stops reading would otherwise wait for the rest.
                http.shutdownNow();
            }
        } catch (IOException | UncheckedIOException e) {
            screen.note(pod.get() + " does not answer, or not to the end: " + e.getMessage());
            return 1;
        }
    }

    private Path home() {
        return Path.of(environment.getOrDefault("NUMENEON_HOME", ".numeneon"));
    }

    private HttpRequest request(URI pod) {
        HttpRequest.Builder request = HttpRequest.newBuilder(pod.resolve("/replay?" + options.query()))
                .header("X-Operator", System.getProperty("user.name", ""));
        String token = environment.get("OPERATOR_TOKEN");
        if (token != null && !token.isBlank()) {
            request.header("Authorization", "Bearer " + token.strip());
        }
        // What changes something is never asked for by a request that only reads.
        return (options.deliver() ? request.POST(HttpRequest.BodyPublishers.noBody()) : request.GET()).build();
    }

    private int show(Iterator<String> lines) {
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
                    return 0;
                }
            } else if (line.has("progress")) {
                screen.progress(line.get("progress"));
            } else if (line.has("window")) {
                window(line.get("window"));
            } else if (line.has("delivered")) {
                screen.delivered(line.get("delivered"));
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

    private int refused(int status, Stream<String> body) {
        String text = String.join("", body.toList());
        String detail;
        try {
            detail = JSON.readTree(text).path("detail").asString("");
        } catch (JacksonException e) {
            detail = "";
        }
        screen.note(detail.isEmpty() ? "The pod answered " + status + "." : detail);
        return 1;
    }
}
