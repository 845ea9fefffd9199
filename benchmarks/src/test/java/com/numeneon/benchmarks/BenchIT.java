package com.numeneon.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.numeneon.benchmarks.floor.JdbcFloor;
import com.numeneon.benchmarks.target.HttpConnection;
import com.numeneon.benchmarks.target.People;
import com.numeneon.benchmarks.target.Target;
import com.numeneon.benchmarks.target.User;
import com.numeneon.contracts.json.ContractJson;
import com.numeneon.standalone.system.RunningSystem;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The program against the running system. Whether the figures are any good is not for a test to say: that they are there. */
class BenchIT {

    private static final Pattern LOG_LINE = Pattern.compile("^\\d{4}-\\d\\d-\\d\\d .*? \\[(\\d+)] (\\w+): {2}(.*)$");

    @TempDir
    private static Path folder;

    private static RunningSystem system;

    @BeforeAll
    static void start() {
        system = RunningSystem.start(
                folder.resolve("home"), Map.of("ARGON2_MEMORY_KIB", "64", "ARGON2_ITERATIONS", "1"));
    }

    @AfterAll
    static void stop() throws InterruptedException {
        system.stop();
    }

    @Test
    void sending_is_measured_beside_the_bare_database() throws Exception {
        Outcome outcome = bench("send", "--sizes", "4", "--time", "600ms");

        assertThat(outcome.status()).as(outcome.text()).isZero();
        JsonNode report = outcome.report();
        JsonNode target = report.path("series").path(0);
        assertThat(target.path("side").asString()).isEqualTo("target");
        assertThat(figure(target, "rate_per_s")).isPositive();
        assertThat(figure(target, "api_cpu_ms_per_request")).isPositive();
        assertThat(figure(target, "p99_ms")).isGreaterThanOrEqualTo(figure(target, "p50_ms"));
        assertThat(figure(target, "failed")).isZero();
        JsonNode floor = report.path("series").path(1);
        assertThat(floor.path("side").asString()).isEqualTo("floor");
        assertThat(figure(floor, "rate_per_s")).isPositive();
        assertThat(figure(floor, "failed")).isZero();
        assertThat(figure(report.path("ratios").path(0), "rate_per_s"))
                .as("the target's share of the bare database's rate, which holds all that the target does and less")
                .isPositive()
                .isLessThan(1);
        assertThat(outcome.text()).contains("4 senders  target", "4 senders  floor");
        assertThat(count("SELECT count(*) FROM information_schema.schemata WHERE schema_name = 'numeneon_floor'"))
                .as("schemas that the floor left")
                .isZero();
    }

    @Test
    void each_frame_of_a_notification_is_timed() throws Exception {
        Outcome outcome = bench("notify", "--sizes", "20", "--time", "400ms", "--no-floor");

        assertThat(outcome.status()).as(outcome.text()).isZero();
        JsonNode slow = outcome.report().path("series").path(0);
        assertThat(figure(slow, "failed")).isZero();
        assertThat(figure(slow, "p50_ms"))
                .isPositive()
                .as("the frame comes at about the time of the answer")
                .isLessThan(10_000);
        assertThat(figure(slow, "pod_cpu_ms_per_request")).isPositive();
        assertThat(outcome.text()).contains("20 a second", "target").doesNotContain("highest rate");
    }

    @Test
    void people_are_made_once_and_only_their_owner_can_read_their_tokens() throws Exception {
        Target target = new Target(system.origin(), List.of(), List.of());
        Path kept = folder.resolve("people-once");
        List<User> made = People.of(target, kept, Clock.systemUTC(), note -> {}).first(3);
        long users = count("SELECT count(*) FROM users");

        List<User> found =
                People.of(target, kept, Clock.systemUTC(), note -> {}).first(3);

        assertThat(found).isEqualTo(made);
        assertThat(count("SELECT count(*) FROM users")).isEqualTo(users);
        try (Stream<Path> files = Files.list(kept)) {
            assertThat(files.toList())
                    .singleElement()
                    .satisfies(file -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                            .isEqualTo("rw-------"));
        }
    }

    /** Whoever changes what a POST sends changes the floor too, or it is no floor any more. */
    @Test
    void the_floor_sends_what_the_service_sends_for_a_message() throws Exception {
        Target target = new Target(system.origin(), List.of(), List.of());
        List<User> users = People.of(target, folder.resolve("people-logged"), Clock.systemUTC(), note -> {})
                .first(2);
        logStatements(true);
        try (HttpConnection connection = new HttpConnection(system.origin())) {
            // The pool's connections have heard of the setting once one of their statements is in the log.
            await("logged statements").until(() -> logged().stream().anyMatch(entry -> !entry.isRelay()));
            int before = logged().size();

            connection
                    .post(
                            "/api/messages/",
                            users.get(0).access(),
                            "{\"receiver_id\":" + users.get(1).id() + ",\"content\":\"logged\"}")
                    .expect(201);

            await("the message's statement in the log")
                    .until(() -> ofRequest(before).stream().anyMatch(sql -> sql.startsWith("INSERT INTO outbox")));
            assertThat(ofRequest(before))
                    .containsExactlyElementsOf(
                            JdbcFloor.statements().stream().map(BenchIT::normal).toList());
        } finally {
            logStatements(false);
        }
    }

    @Test
    void a_target_that_is_not_there_is_named() throws Exception {
        Path people = folder.resolve("people-nowhere");
        Outcome outcome =
                bench("send", "--target", "http://127.0.0.1:1", "--people", people.toString(), "--sizes", "1");

        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.text()).contains("not measured");
    }

    /** A statement in the server's log, and the process that ran it. */
    private record Logged(String process, String sql) {

        boolean isRelay() {
            return sql.contains("outbox") && !sql.startsWith("INSERT INTO outbox");
        }

        boolean isBackground() {
            return sql.contains("revoked_at") || sql.matches("(BEGIN|COMMIT|ROLLBACK|SET|SHOW)\\b.*") || sql.isEmpty();
        }
    }

    private static List<String> ofRequest(int before) throws IOException {
        List<Logged> all = logged();
        Set<String> relays = new HashSet<>();
        all.stream().filter(Logged::isRelay).forEach(entry -> relays.add(entry.process()));
        return all.subList(before, all.size()).stream()
                .filter(entry -> !relays.contains(entry.process()) && !entry.isBackground())
                .map(Logged::sql)
                .toList();
    }

    private static List<Logged> logged() throws IOException {
        List<Logged> entries = new ArrayList<>();
        StringBuilder sql = new StringBuilder();
        String process = "";
        for (String line : Files.readAllLines(postgresLog())) {
            Matcher parts = LOG_LINE.matcher(line);
            if (!parts.matches()) {
                sql.append(' ').append(line);
                continue;
            }
            add(entries, process, sql);
            process = parts.group(1);
            if (parts.group(2).equals("LOG")) {
                sql.append(parts.group(3));
            }
        }
        add(entries, process, sql);
        return entries;
    }

    private static void add(List<Logged> entries, String process, StringBuilder text) {
        Matcher execution = Pattern.compile("(?s)execute [^:]*: (.*)").matcher(text);
        if (execution.matches()) {
            entries.add(new Logged(process, normal(execution.group(1))));
        }
        text.setLength(0);
    }

    private static String normal(String sql) {
        return sql.replaceAll("\\$\\d+", "?").replaceAll("\\s+", " ").strip();
    }

    private static long count(String sql) throws SQLException {
        try (Connection database = system.database();
                Statement statement = database.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private static Path postgresLog() {
        return system.logs().stream()
                .filter(log -> log.endsWith("postgres.log"))
                .findFirst()
                .orElseThrow();
    }

    private static void logStatements(boolean all) throws SQLException {
        try (Connection database = system.database();
                Statement statement = database.createStatement()) {
            statement.execute("ALTER SYSTEM SET log_statement = '" + (all ? "all" : "none") + "'");
            statement.execute("SELECT pg_reload_conf()");
        }
    }

    private record Outcome(int status, String text) {

        /** From the file that it says it has written. */
        JsonNode report() {
            Matcher file = Pattern.compile("Written to (.*\\.json) and").matcher(text);
            assertThat(file.find()).as(text).isTrue();
            return ContractJson.mapper().readTree(Path.of(file.group(1)).toFile());
        }
    }

    private static Outcome bench(String... arguments) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream both = new PrintStream(out, true, StandardCharsets.UTF_8);
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--out", Files.createTempDirectory(folder, "results").toString()));
        int status = new BenchProgram(both, both, Clock.systemUTC())
                .run(
                        all,
                        Map.of(
                                "NUMENEON_HOME",
                                folder.resolve("home").toString(),
                                "PORT",
                                Integer.toString(system.origin().getPort())));
        return new Outcome(status, out.toString(StandardCharsets.UTF_8));
    }

    private static double figure(JsonNode series, String name) {
        JsonNode value = series.path("figures").path(name).path("middle");
        assertThat(value.isNumber()).as("%s of %s", name, series).isTrue();
        return value.asDouble();
    }
}
