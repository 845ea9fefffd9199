package com.numeneon.standalone.launcher;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PartTest {

    private static final String RUNS = "touch \"$1\"; exec sleep 60";
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    @TempDir
    private Path home;

    private final ByteArrayOutputStream lines = new ByteArrayOutputStream();
    private final List<Part> parts = new ArrayList<>();
    private PartFactory factory;
    private RunFolder run;

    @BeforeEach
    void makeFactory() {
        run = new RunFolder(home.resolve("run"));
        factory = new PartFactory(home.resolve("logs"), run, new Console(new PrintStream(lines, true, UTF_8)));
    }

    @AfterEach
    void stopParts() throws InterruptedException {
        for (Part part : parts) {
            part.stop(PATIENCE);
        }
    }

    @Test
    void a_ready_part_says_so_and_notes_its_process_and_ports() throws IOException {
        start("one", RUNS);

        awaitLine("one +ready after \\d+\\.\\d s");
        assertThat(noted("one").ports()).isEqualTo(Map.of("http", 4711));
        assertThat(noted("one").process()).isPresent();
        assertThat(home.resolve("run/one.pid"))
                .hasContent(Long.toString(noted("one").pid()));
    }

    @Test
    void a_killed_part_is_started_again_with_a_line_that_says_so() throws IOException {
        Part part = start("one", RUNS);
        awaitLine("one +ready after .*");
        RunFile first = noted("one");

        first.process().orElseThrow().destroyForcibly();

        awaitLine("one +ended with status 137 \\(signal 9\\), starting again in 0\\.2 s");
        await("another process")
                .atMost(5, SECONDS)
                .until(() -> part.isReady() && noted("one").pid() != first.pid());
    }

    @Test
    void five_starts_that_end_before_ready_give_the_part_up() {
        Part part = start("one", "echo cause of it all; exit 3");

        assertThat(part.givenUp().orTimeout(20, SECONDS).join()).isSameAs(part);

        assertThat(output()).containsPattern("one +ended with status 3 before it was ready: 5 failed starts");
        assertThat(output().lines()).hasSize(5);
        assertThat(part.log()).content().contains("cause of it all");
        assertThat(part.hasBeenReady()).isFalse();
    }

    @Test
    void a_part_that_was_ready_each_time_is_not_given_up() {
        Part part = start("one", "touch \"$1\"; sleep 0.3; rm \"$1\"");

        await("five restarts")
                .atMost(30, SECONDS)
                .until(() -> output().lines()
                                .filter(line -> line.contains("starting again"))
                                .count()
                        >= 5);

        assertThat(part.givenUp()).isNotDone();
    }

    @Test
    void a_part_waits_until_its_need_is_met() {
        var need = new AtomicBoolean();
        Part part = start("one", RUNS, need::get);
        assertThat(home.resolve("logs/one.log")).doesNotExist();

        need.set(true);

        assertThat(part.firstReady().orTimeout(5, SECONDS)).succeedsWithin(PATIENCE);
    }

    @Test
    void a_stopped_part_leaves_no_process_and_no_note() throws Exception {
        Part part = start("one", RUNS);
        awaitLine("one +ready after .*");
        ProcessHandle process = noted("one").process().orElseThrow();

        part.stop(PATIENCE);

        assertThat(process.isAlive()).isFalse();
        assertThat(home.resolve("run")).isEmptyDirectory();
        assertThat(output()).doesNotContain("starting again");
    }

    @Test
    void a_part_that_ignores_the_request_to_end_is_killed() throws Exception {
        Part part = start("one", "trap '' TERM; touch \"$1\"; while :; do sleep 1; done");
        awaitLine("one +ready after .*");
        ProcessHandle process = noted("one").process().orElseThrow();

        part.stop(Duration.ofMillis(300));

        await("the process is gone").atMost(5, SECONDS).until(() -> !process.isAlive());
    }

    private Part start(String name, String script) {
        return start(name, script, () -> true);
    }

    private Part start(String name, String script, BooleanSupplier need) {
        var program = new ShellProgram(name, script, home.resolve(name + ".ready"));
        Part part = factory.part(program, Map.of("http", 4711), need);
        parts.add(part);
        part.start();
        return part;
    }

    private RunFile noted(String name) throws IOException {
        return run.all().stream()
                .filter(file -> file.part().equals(name))
                .findFirst()
                .orElse(new RunFile(name, 0, Instant.EPOCH, Map.of()));
    }

    private void awaitLine(String pattern) {
        await("line like " + pattern)
                .atMost(10, SECONDS)
                .until(() -> output().lines().anyMatch(line -> line.matches(pattern)));
    }

    private String output() {
        return lines.toString(UTF_8);
    }
}
