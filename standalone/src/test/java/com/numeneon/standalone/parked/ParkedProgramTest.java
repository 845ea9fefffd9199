package com.numeneon.standalone.parked;

import static org.assertj.core.api.Assertions.assertThat;

import com.numeneon.standalone.operator.FakePod;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ParkedProgramTest {

    private static final String EVENT = """
            {"sequence":17,"type":"message.sent.v1","event_id":"019a-7","topic":"numeneon.messages","key":"conversation:7\\u001b[2J",\
            "time":"2026-11-22T15:04:05.123000Z","parked_at":"2026-11-22T15:05:05.123000Z","reason":"TooLarge","bytes":1234}
            """;

    private final FakePod pod = new FakePod();

    ParkedProgramTest() throws IOException {}

    @AfterEach
    void stop() {
        pod.close();
    }

    @Test
    void a_list_is_a_table() throws Exception {
        pod.answers(200, EVENT + "{\"done\":{\"more\":true}}\n");

        assertThat(run("parked", "list", "--url", pod.url())).isZero();

        assertThat(pod.asked()).containsExactly("GET /outbox/parked null");
        assertThat(pod.rows().lines()).hasSize(2);
        assertThat(pod.rows())
                .startsWith("SEQUENCE")
                .contains(
                        "17", "message.sent.v1", "conversation:7", "2026-11-22 15:04:05", "019a-7", "1234", "TooLarge")
                .doesNotContain("\u001b");
        assertThat(pod.notes()).contains("1 parked", "There are more");
    }

    @Test
    void as_json_it_is_what_the_pod_wrote() throws Exception {
        pod.answers(200, EVENT + "{\"done\":{\"more\":false}}\n");

        assertThat(run("parked", "list", "--json", "--url=" + pod.url())).isZero();

        assertThat(pod.rows()).isEqualTo(EVENT);
    }

    @Test
    void a_retry_names_its_events_and_says_what_became_of_each() throws Exception {
        pod.answers(200, """
                {"sequence":17,"outcome":"retried","new_sequence":99}
                {"sequence":18,"outcome":"not there"}
                {"done":{"asked":2,"changed":1}}
                """);

        assertThat(run("parked", "retry", "17", "18", "--url", pod.url())).isEqualTo(1);

        assertThat(pod.asked()).containsExactly("POST /outbox/parked/retry?id=17&id=18 null");
        assertThat(pod.rows()).contains("retried, as sequence 99", "not there: it was never parked");
        assertThat(pod.notes()).contains("1 of 2 done");
    }

    @Test
    void a_drop_gives_its_reason() throws Exception {
        pod.answers(200, "{\"sequence\":17,\"outcome\":\"dropped\"}\n{\"done\":{\"asked\":1,\"changed\":1}}\n");

        assertThat(run("parked", "drop", "--all", "--reason", "the pair & co", "--url", pod.url()))
                .isZero();

        assertThat(pod.asked()).containsExactly("POST /outbox/parked/drop?reason=the+pair+%26+co&all=true null");
    }

    @Test
    void a_refusal_is_shown_in_its_own_words() throws Exception {
        pod.answers(503, "{\"detail\":\"Nothing is changed while the logger is off.\"}");

        assertThat(run("parked", "retry", "--all", "--url", pod.url())).isEqualTo(1);
        assertThat(pod.notes()).contains("Nothing is changed");
    }

    @Test
    void an_answer_that_breaks_off_is_no_answer() throws Exception {
        pod.answers(200, EVENT);

        assertThat(run("parked", "list", "--url", pod.url())).isEqualTo(1);
        assertThat(pod.notes()).contains("ended before");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "parked",
                "list",
                "parked show",
                "parked list 5",
                "parked list --all",
                "parked retry",
                "parked retry x",
                "parked retry -5",
                "parked retry 5 --all",
                "parked retry 5 --reason why",
                "parked drop 5",
                "parked drop 5 --reason",
                "parked drop 5 --reason=",
                "parked drop --reason why",
                "parked list --url nonsense"
            })
    void a_wrong_command_line_ends_with_2_and_asks_nobody(String commandLine) throws Exception {
        assertThat(run(commandLine.split(" "))).isEqualTo(2);
        assertThat(pod.asked()).isEmpty();
        assertThat(pod.notes()).contains("./numeneon outbox --help");
    }

    private int run(String... arguments) throws InterruptedException {
        return pod.run(ParkedProgram::run, Map.of(), List.of(arguments));
    }
}
