package com.numeneon.standalone.launcher;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher as a process of its own, with PostgreSQL and Kafka as its parts. */
class LauncherIT {

    private static final String SECRET = "a-secret-of-the-services";

    @TempDir
    private Path home;

    private final List<Process> launchers = new ArrayList<>();

    @AfterEach
    void endLaunchers() throws InterruptedException {
        for (Process launcher : launchers) {
            launcher.destroy();
            launcher.waitFor();
        }
    }

    @Test
    void its_servers_see_no_secret_and_sigterm_leaves_no_process_and_frees_the_home() throws Exception {
        Process launcher = launch("first");
        awaitServing("first");
        List<ProcessHandle> parts = parts();
        assertThat(parts).hasSize(2).allMatch(ProcessHandle::isAlive);
        for (ProcessHandle part : parts) {
            assertThat(environment(part)).contains("NUMENEON_HOME=").doesNotContain(SECRET);
        }

        launcher.destroy();

        assertThat(launcher.waitFor(30, SECONDS)).isTrue();
        assertThat(parts).noneMatch(ProcessHandle::isAlive);
        assertThat(home.resolve("run")).isEmptyDirectory();
        assertThat(output("first")).contains("Stopped");
    }

    @Test
    void a_start_right_after_a_kill_of_the_launcher_waits_for_its_servers_and_has_their_data() throws Exception {
        Process first = launch("first");
        awaitServing("first");
        List<ProcessHandle> firstParts = parts();
        String password = password("first");

        first.destroyForcibly().waitFor();
        launch("second");

        awaitServing("second");
        assertThat(firstParts).hasSize(2).noneMatch(ProcessHandle::isAlive);
        assertThat(parts()).hasSize(2).allMatch(ProcessHandle::isAlive);
        assertThat(password("second")).isEqualTo(password);
    }

    @Test
    void a_kill_of_the_launcher_leaves_no_process() throws Exception {
        Process launcher = launch("first");
        awaitServing("first");
        List<ProcessHandle> parts = parts();

        launcher.destroyForcibly().waitFor();

        await("all parts are gone")
                .atMost(15, SECONDS)
                .until(() -> parts.stream().noneMatch(ProcessHandle::isAlive));
    }

    @Test
    void a_second_launcher_on_the_same_home_is_refused_with_one_sentence() throws Exception {
        Process first = launch("first");
        awaitServing("first");

        Process second = launch("second");

        assertThat(second.waitFor()).isEqualTo(1);
        assertThat(output("second").strip())
                .isEqualTo(
                        "Another launcher (process %d) runs on %s: stop it first, or set NUMENEON_HOME to another folder."
                                .formatted(first.pid(), home));
        assertThat(first.isAlive()).isTrue();
    }

    @Test
    void a_server_that_cannot_start_ends_the_launcher_with_its_last_lines() throws Exception {
        Process first = launch("first");
        awaitServing("first");
        first.destroy();
        first.waitFor();
        Files.writeString(home.resolve("postgres/data/postgresql.conf"), "no_such_setting = on\n");

        Process second = launch("second");

        assertThat(second.waitFor(60, SECONDS)).isTrue();
        assertThat(second.exitValue()).isEqualTo(1);
        assertThat(output("second")).contains("5 failed starts within a minute", "no_such_setting");
    }

    private Process launch(String name) throws IOException {
        var builder = new ProcessBuilder(
                        Jvm.java().toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Launcher.class.getName(),
                        "infra")
                .redirectErrorStream(true)
                .redirectOutput(home.resolve(name + ".out").toFile());
        builder.environment().keySet().removeAll(List.of("DATABASE_URL", "KAFKA_BOOTSTRAP_SERVERS", "PORT"));
        builder.environment().put("NUMENEON_HOME", home.toString());
        builder.environment().put("OPERATOR_TOKEN", SECRET);
        Process launcher = builder.start();
        launchers.add(launcher);
        return launcher;
    }

    private void awaitServing(String name) {
        await(name + " has printed its settings")
                .atMost(120, SECONDS)
                .until(() -> output(name).contains("KAFKA_BOOTSTRAP_SERVERS=127.0.0.1:"));
    }

    private static String environment(ProcessHandle process) throws IOException {
        return Files.readString(Path.of("/proc", Long.toString(process.pid()), "environ"));
    }

    private String password(String name) throws IOException {
        return output(name).replaceFirst("(?s).*postgres://postgres:([0-9a-f]+)@.*", "$1");
    }

    private List<ProcessHandle> parts() throws IOException {
        return new RunFolder(home.resolve("run"))
                .all().stream().flatMap(file -> file.process().stream()).toList();
    }

    private String output(String name) throws IOException {
        return Files.readString(home.resolve(name + ".out"), UTF_8);
    }
}
