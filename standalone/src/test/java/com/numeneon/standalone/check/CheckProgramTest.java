package com.numeneon.standalone.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.numeneon.standalone.operator.FakePod;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CheckProgramTest {

    private static final String HOLDS = """
            {"invariant":"posts.likes_count","rule":"A rule.","table":"posts","checked":7,"violations":0,"repaired":0,"left":0,"examples":[]}
            """;
    private static final String VIOLATED = """
            {"invariant":"users.friend_count","rule":"Another \\u001b[2Jrule.","table":"users","checked":1200,"violations":1100,"repaired":1098,"left":2,"examples":[5,6]}
            """;
    private static final String NOT_CHECKED = """
            {"invariant":"posts.root_id","error":"It could not be checked."}
            """;
    private static final String PROGRESS = """
            {"progress":{"invariant":"posts.likes_count","checked":5}}
            """;

    private final FakePod pod = new FakePod();

    CheckProgramTest() throws IOException {}

    @AfterEach
    void stop() {
        pod.close();
    }

    @Test
    void when_everything_holds_it_ends_with_0() throws Exception {
        pod.answers(200, PROGRESS + HOLDS + done(0, 0, 0));

        assertThat(run("--url", pod.url())).isZero();

        assertThat(pod.asked()).containsExactly("POST /check null");
        assertThat(pod.rows()).contains("posts.likes_count", "holds").doesNotContain("A rule.");
        assertThat(pod.notes()).contains("1 invariants: 0 violations");
    }

    @Test
    void what_is_left_is_named_with_examples_and_ends_it_with_1() throws Exception {
        pod.answers(200, HOLDS + VIOLATED + done(1100, 2, 0));

        assertThat(run("--rebuild", "--url=" + pod.url())).isEqualTo(1);

        assertThat(pod.asked()).containsExactly("POST /check?rebuild=true null");
        assertThat(pod.rows())
                .contains("VIOLATED by 1,100 of 1,200 users, 1,098 repaired, 2 left, such as 5, 6. Another")
                .doesNotContain("\u001b");
    }

    @Test
    void when_everything_was_repaired_it_ends_with_0() throws Exception {
        pod.answers(200, VIOLATED.replace("\"left\":2", "\"left\":0") + done(1100, 0, 0));

        assertThat(run("--rebuild", "--url", pod.url())).isZero();
    }

    @Test
    void json_is_as_the_pod_wrote_it() throws Exception {
        pod.answers(200, HOLDS + VIOLATED + done(1100, 2, 0));

        assertThat(run("--json", "--url", pod.url())).isEqualTo(1);

        assertThat(pod.rows()).isEqualTo(HOLDS + VIOLATED);
    }

    @Test
    void what_could_not_be_checked_ends_it_with_2() throws Exception {
        pod.answers(200, NOT_CHECKED + VIOLATED + done(1, 1, 1));

        assertThat(run("--url", pod.url())).isEqualTo(2);
        assertThat(pod.rows()).contains("not checked: It could not be checked.");
    }

    @Test
    void an_answer_that_breaks_off_ends_it_with_2() throws Exception {
        pod.answers(200, HOLDS);

        assertThat(run("--url", pod.url())).isEqualTo(2);
        assertThat(pod.notes()).contains("ended before");
    }

    @Test
    void an_answer_of_something_else_ends_it_with_2() throws Exception {
        pod.answers(200, "<html>\n");

        assertThat(run("--url", pod.url())).isEqualTo(2);
        assertThat(pod.notes()).contains("makes no sense");
    }

    @Test
    void a_refusal_ends_it_with_2_in_its_own_words() throws Exception {
        pod.answers(409, "{\"detail\":\"This pod is checking already.\"}");

        assertThat(run("--url", pod.url())).isEqualTo(2);
        assertThat(pod.notes()).contains("This pod is checking already.");
    }

    @Test
    void an_api_pod_of_the_home_is_found(@TempDir Path home) throws Exception {
        Path run = Files.createDirectory(home.resolve("run"));
        Files.writeString(run.resolve("notification-1.json"), "{\"ports\":{\"management\":1}}");
        Files.writeString(run.resolve("api-1.json"), "{\"ports\":{\"management\":" + pod.port() + "}}");
        pod.answers(200, HOLDS + done(0, 0, 0));

        assertThat(pod.run(
                        CheckProgram::run,
                        Map.of("NUMENEON_HOME", home.toString(), "OPERATOR_TOKEN", "secret"),
                        List.of()))
                .isZero();
        assertThat(pod.asked()).containsExactly("POST /check Bearer secret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"5", "--rebuilt", "--url", "--url nonsense", "--rebuild=true"})
    void a_wrong_command_line_ends_it_with_2_and_asks_nobody(String commandLine) throws Exception {
        assertThat(run(commandLine.split(" "))).isEqualTo(2);
        assertThat(pod.asked()).isEmpty();
    }

    private int run(String... arguments) throws InterruptedException {
        return pod.run(CheckProgram::run, Map.of(), List.of(arguments));
    }

    private static String done(int violations, int left, int failed) {
        return "{\"done\":{\"invariants\":1,\"violations\":%d,\"repaired\":%d,\"left\":%d,\"failed\":%d}}%n"
                .formatted(violations, violations - left, left, failed);
    }
}
