package com.numeneon.infra;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildProcessTest {

    @TempDir
    private Path folder;

    @Test
    void it_sees_its_own_environment_and_ours_but_not_what_is_withheld() throws Exception {
        var program = new Shell("echo \"$OWN${PATH:+ path}${HOME:+ home}\"", true) {
            @Override
            public Map<String, String> environment() {
                return Map.of("OWN", "mine");
            }

            @Override
            public Set<String> withheldEnvironment() {
                return Set.of("HOME");
            }
        };

        var child = ChildProcess.start(program, log());

        assertThat(child.ended().get(5, SECONDS)).isZero();
        assertThat(log()).hasContent("mine path");
    }

    @Test
    void one_that_ends_before_it_is_ready_is_an_error_with_its_last_lines() throws Exception {
        var child = ChildProcess.start(new Shell("echo no such thing; exit 1", false), log());

        assertThatThrownBy(child::requireReady).isInstanceOf(IOException.class).hasMessageContaining("no such thing");
    }

    @Test
    void one_that_hangs_is_not_ready_when_its_time_is_over() throws Exception {
        var program = new Shell("exec sleep 60", false) {
            @Override
            public Duration startTimeout() {
                return Duration.ofMillis(200);
            }
        };
        var child = ChildProcess.start(program, log());

        assertThat(child.awaitReady()).isFalse();

        child.kill();
        assertThat(child.isAlive()).isFalse();
    }

    @Test
    void one_that_cannot_be_prepared_is_not_started() {
        var program = new Shell("echo started", true) {
            @Override
            public void prepare() throws IOException {
                throw new IOException("disk full");
            }
        };

        assertThatThrownBy(() -> ChildProcess.start(program, log())).hasMessageContaining("disk full");
        assertThat(log()).doesNotExist();
    }

    @Test
    void a_child_whose_parent_is_gone_before_it_is_watched_does_not_start() throws Exception {
        // The shell between us and the command stands for whoever inherits an orphan.
        var command = new ArrayList<>(List.of("sh", "-c", "\"$@\"; exit $?", "sh"));
        command.addAll(Tether.ofThisMachine().wrap(List.of("echo", "started"), Signal.KILL, false));

        Process orphan = new ProcessBuilder(command).start();

        assertThat(orphan.inputReader().readLine()).isNull();
        assertThat(orphan.waitFor()).isEqualTo(143);
    }

    private Path log() {
        return folder.resolve("log");
    }

    private static class Shell implements Program {

        private final String script;
        private final boolean ready;

        Shell(String script, boolean ready) {
            this.script = script;
            this.ready = ready;
        }

        @Override
        public String name() {
            return "shell";
        }

        @Override
        public List<String> command() {
            return List.of("sh", "-c", script);
        }

        @Override
        public boolean isReady(long pid) {
            return ready;
        }
    }
}
