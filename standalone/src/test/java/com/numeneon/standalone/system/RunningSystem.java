package com.numeneon.standalone.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.numeneon.contracts.json.ContractJson;
import com.numeneon.infra.ChildProcess;
import com.numeneon.infra.FreePorts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** The whole system, started as a user starts it: by the script, with settings in the environment. Safe for all threads. */
public final class RunningSystem {

    private static final int KILLED = 128 + 9;
    private static final FreePorts PORTS = new FreePorts(new SecureRandom());

    private final LauncherScript script;
    private final ChildProcess launcher;
    private final Secrets secrets;
    private final AtomicInteger newcomers = new AtomicInteger();

    private RunningSystem(LauncherScript script, ChildProcess launcher, Secrets secrets) {
        this.script = script;
        this.launcher = launcher;
        this.secrets = secrets;
    }

    /** Starts it and returns when the front door answers. */
    public static RunningSystem start(Path home, Map<String, String> settings) {
        HttpClient http =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        return start(new LauncherScript(home, PORTS.pick(), settings, http), new Secrets());
    }

    /** Once more, on the same data and the same port, after this one has ended. */
    RunningSystem startAgain() {
        return start(script, secrets);
    }

    private static RunningSystem start(LauncherScript script, Secrets secrets) {
        try {
            var launcher = ChildProcess.start(script, script.output());
            if (!launcher.awaitReady()) {
                launcher.kill();
                throw new AssertionError("the front door did not answer:\n" + text(script.output()));
            }
            return new RunningSystem(script, launcher, secrets);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    public URI origin() {
        return script.origin();
    }

    /** A pod's own address, past the front door. */
    URI pod(String part) {
        return URI.create("http://127.0.0.1:" + port(part, "http"));
    }

    public HttpClient http() {
        return script.http();
    }

    ChildProcess launcher() {
        return launcher;
    }

    /** Everything that nobody may find in a log. */
    Secrets secrets() {
        return secrets;
    }

    /** Different each time, for names that nobody else has. */
    int nextNumber() {
        return newcomers.incrementAndGet();
    }

    /** The pids of all parts, from the run folder. */
    public List<ProcessHandle> parts() {
        return files("run", ".pid").stream()
                .map(file -> Long.parseLong(text(file).strip()))
                .flatMap(pid -> ProcessHandle.of(pid).stream())
                .toList();
    }

    /** A part's process. */
    public ProcessHandle process(String part) {
        long pid = Long.parseLong(
                text(script.home().resolve("run").resolve(part + ".pid")).strip());
        return ProcessHandle.of(pid).orElseThrow();
    }

    /** Whether it runs and is ready. */
    public boolean isReady(String part) {
        try {
            URI page = URI.create("http://127.0.0.1:" + port(part, "management") + "/readyz");
            HttpRequest question =
                    HttpRequest.newBuilder(page).timeout(Duration.ofSeconds(2)).build();
            return http().send(question, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException | UncheckedIOException notNow) {
            return false;
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    /** What every part and the launcher itself has printed. */
    public List<Path> logs() {
        return Stream.concat(files("logs", ".log").stream(), Stream.of(script.output()))
                .toList();
    }

    /** The value of a part's gauge without labels. */
    public double metric(String part, String name) {
        return sum(part, name + " ");
    }

    /** The sum of the values of all lines of a part's metrics that begin so. */
    double sum(String part, String lineBegin) {
        List<Double> values = metrics(part)
                .lines()
                .filter(line -> line.startsWith(lineBegin))
                .map(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .toList();
        assertThat(values)
                .as("metrics of %s that begin with %s", part, lineBegin)
                .isNotEmpty();
        return values.stream().mapToDouble(Double::doubleValue).sum();
    }

    /** The whole page, from the part's management port. */
    String metrics(String part) {
        URI page = URI.create("http://127.0.0.1:" + port(part, "management") + "/metrics");
        try {
            return http().send(HttpRequest.newBuilder(page).build(), BodyHandlers.ofString())
                    .body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    /** The one number that a statement gives; to look behind the public interface, at the embedded server. */
    long count(String sql, long... parameters) {
        return longs(sql, parameters).getFirst();
    }

    /** The one column of numbers that a statement gives. */
    List<Long> longs(String sql, long... parameters) {
        try (Connection database = database();
                PreparedStatement statement = database.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setLong(i + 1, parameters[i]);
            }
            ResultSet rows = statement.executeQuery();
            List<Long> numbers = new ArrayList<>();
            while (rows.next()) {
                numbers.add(rows.getLong(1));
            }
            return numbers;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A new connection to the embedded server, past the public interface. */
    public Connection database() throws SQLException {
        String url = "jdbc:postgresql://127.0.0.1:" + port("postgres", "postgres") + "/numeneon";
        return DriverManager.getConnection(
                url, "postgres", text(script.home().resolve("postgres").resolve("password")));
    }

    /** Asks it to end, as Ctrl-C does, and waits until it has. */
    public void stop() throws InterruptedException {
        launcher.stop(Duration.ofSeconds(60));
        assertThat(launcher.ended().join())
                .as("status of the launcher, which should end within 60 s of SIGTERM")
                .isNotEqualTo(KILLED);
    }

    private int port(String part, String purpose) {
        return ContractJson.mapper()
                .readTree(text(script.home().resolve("run").resolve(part + ".json")))
                .get("ports")
                .get(purpose)
                .asInt();
    }

    private List<Path> files(String folder, String ending) {
        try (Stream<Path> files = Files.list(script.home().resolve(folder))) {
            return files.filter(file -> file.toString().endsWith(ending)).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static IllegalStateException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new IllegalStateException(e);
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
