package com.numeneon.standalone.system;

import static org.awaitility.Awaitility.await;

import com.numeneon.contracts.json.ContractJson;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The whole system, started as a user starts it: by the script, with settings in the environment. */
final class RunningSystem {

    private static final Path CHECKOUT = Path.of("").toAbsolutePath().getParent();

    private final Path home;
    private final int port;
    private final Process launcher;

    private RunningSystem(Path home, int port, Process launcher) {
        this.home = home;
        this.port = port;
        this.launcher = launcher;
    }

    /** Starts it and returns when the front door answers. */
    static RunningSystem start(HttpClient http, Path home, int port, Map<String, String> settings) {
        try {
            ProcessBuilder builder = new ProcessBuilder(
                            CHECKOUT.resolve("numeneon").toString())
                    .directory(CHECKOUT.toFile())
                    .redirectErrorStream(true)
                    .redirectInput(new File("/dev/null"))
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(
                            home.resolveSibling(home.getFileName() + ".out").toFile()));
            builder.environment().putAll(settings);
            builder.environment().put("PORT", Integer.toString(port));
            builder.environment().put("NUMENEON_HOME", home.toString());
            var started = new RunningSystem(home, port, builder.start());
            await("the front door answers")
                    .atMost(Duration.ofSeconds(90))
                    .pollInterval(Duration.ofMillis(100))
                    .until(() -> started.answers(http));
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    URI origin() {
        return URI.create("http://localhost:" + port);
    }

    Process launcher() {
        return launcher;
    }

    /** The pids of all parts, from the run folder. */
    List<ProcessHandle> parts() {
        try (Stream<Path> files = Files.list(home.resolve("run"))) {
            return files.filter(file -> file.toString().endsWith(".pid"))
                    .map(RunningSystem::text)
                    .map(text -> Long.parseLong(text.strip()))
                    .flatMap(pid -> ProcessHandle.of(pid).stream())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The value of a part's gauge without labels, from its management port. */
    double metric(HttpClient http, String part, String name) {
        int managementPort = ContractJson.mapper()
                .readTree(text(home.resolve("run").resolve(part + ".json")))
                .get("ports")
                .get("management")
                .asInt();
        URI metrics = URI.create("http://127.0.0.1:" + managementPort + "/metrics");
        try {
            return http.send(HttpRequest.newBuilder(metrics).build(), BodyHandlers.ofLines())
                    .body()
                    .filter(line -> line.startsWith(name + " "))
                    .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError(part + " has no metric " + name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Asks it to end, as Ctrl-C does, and waits until it has. */
    void stop() throws InterruptedException {
        launcher.destroy();
        if (!launcher.waitFor(40, TimeUnit.SECONDS)) {
            launcher.destroyForcibly();
            throw new AssertionError("the launcher did not end within 40 s of SIGTERM");
        }
    }

    private boolean answers(HttpClient http) throws InterruptedException {
        if (!launcher.isAlive()) {
            throw new AssertionError("the launcher ended with status " + launcher.exitValue() + ":\n"
                    + text(home.resolveSibling(home.getFileName() + ".out")));
        }
        try {
            return http.send(HttpRequest.newBuilder(origin()).build(), BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
