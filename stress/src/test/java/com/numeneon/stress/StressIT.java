package com.numeneon.stress;

import static org.assertj.core.api.Assertions.assertThat;

import com.numeneon.infra.Trees;
import com.numeneon.standalone.system.RunningSystem;
import com.numeneon.stress.checker.Finding;
import com.numeneon.stress.faults.Pods;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

/** The whole system as real processes, which are killed, stopped and rolled while people go on. */
class StressIT {

    private static final Path FOLDER = Path.of("target", "stress").toAbsolutePath();

    @Test
    void whatever_fails_everybody_gets_what_was_committed_and_nothing_else() throws Exception {
        StressSettings settings = StressSettings.of(System.getProperties());
        Trees.delete(FOLDER);
        Files.createDirectories(FOLDER);
        RunningSystem system = RunningSystem.start(FOLDER.resolve("home"), environment(settings));
        List<ProcessHandle> parts;
        StressRun.Result result;
        try {
            result = new StressRun(system, settings).run();
        } finally {
            parts = system.parts();
            system.stop();
        }
        String report = Report.of(result, FOLDER.resolve("home").resolve("logs"));
        System.out.println(report);
        Files.writeString(FOLDER.resolve("report.txt"), report);

        SoftAssertions softly = new SoftAssertions();
        softly.assertThat(result.stuck()).as("what was waited for in vain").isNull();
        softly.assertThat(result.truth().faults())
                .as("what is wrong in the database")
                .isEmpty();
        softly.assertThat(result.verdict().findings().stream()
                        .filter(Finding::isBrokenPromise)
                        .map(finding -> finding.kind() + " " + finding.event() + " on "
                                + finding.page().name()))
                .as("broken promises")
                .isEmpty();
        softly.assertThat(result.faults()).as("faults").hasSizeGreaterThanOrEqualTo(settings.faults());
        softly.assertThat(result.verdict().expected()).as("expected frames").isPositive();
        softly.assertThat(result.leftovers()).as("left over").isEmpty();
        softly.assertAll();
        assertThat(parts).as("processes that are left").noneMatch(ProcessHandle::isAlive);
    }

    private static Map<String, String> environment(StressSettings settings) {
        return Map.of(
                "API_PODS",
                Integer.toString(Pods.API.size()),
                "NOTIFICATION_PODS",
                Integer.toString(Pods.NOTIFICATION.size()),
                // Hundreds of people sign up.
                "ARGON2_MEMORY_KIB",
                "64",
                "ARGON2_ITERATIONS",
                "1",
                "LOGGING_LEVEL_COM_NUMENEON",
                settings.log());
    }
}
