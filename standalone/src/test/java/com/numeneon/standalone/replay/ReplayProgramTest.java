package com.numeneon.standalone.replay;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** The program against a port that answers what a pod would; the pod's own answers are tested where it is. */
class ReplayProgramTest {

    private static final String EVENT = """
            {"time":"2026-11-22T15:04:05.123000Z","topic":"numeneon.messages","partition":3,"offset":17,\
            "event_id":"019a-7","type":"message.sent.v1","key":"conversation:7","trace_id":null,"recipients":[5,6],\
            "frame":{"type":"new_message","data":{"id":123}},"reason":null,"trail":[\
            {"pod":"a:1","session":"s","outcome":"closed 4008 before","steps":[]},\
            {"pod":"b:2","session":null,"outcome":"no session here","steps":[]},\
            {"pod":"c:3","session":null,"outcome":"unreachable","steps":[]}]}
            """;

    private static final String BROKEN = """
            {"time":"2026-11-22T15:04:06.000000Z","topic":"numeneon.posts","partition":0,"offset":2,"event_id":null,\
            "type":"\\u001b[2Jgone","key":"\u009bkey","trace_id":null,"recipients":null,"frame":null,\
            "reason":"cannot be decoded"}
            """;

    private static final String AROUND = """
            {"window":{"since":"2026-11-22T15:00:00.000000Z","until":null,"kept_since":"2026-11-22T15:01:00.000000Z","records":2,"user_id":5,\
            "pods":[{"pod":"a:1","remembers_since":null,"error":null},{"pod":"c:3","remembers_since":null,"error":"Does not answer."}]}}
            {"progress":{"scanned":1,"of":2,"time":null}}
            %s%s{"done":{"scanned":2,"shown":2,"limit_reached":true,"found":false}}
            """.formatted(EVENT, BROKEN);

    @SuppressWarnings("NullAway.Init") // set before each test
    private HttpServer pod;

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final List<String> methods = new CopyOnWriteArrayList<>();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private volatile int status = 200;
    private volatile String answer = AROUND;

    @BeforeEach
    void start() throws IOException {
        pod = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        pod.createContext("/livez", exchange -> {
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        pod.createContext("/", exchange -> {
            methods.add(exchange.getRequestMethod());
            asked.add(exchange.getRequestURI() + " "
                    + exchange.getRequestHeaders().getFirst("Authorization"));
            byte[] body = answer.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        pod.start();
    }

    @AfterEach
    void stop() {
        pod.stop(0);
    }

    @Test
    void rows_alone_go_to_stdout() throws Exception {
        assertThat(run(Map.of(), "--url", url(), "--user", "5")).isZero();

        List<String> lines = out.toString(StandardCharsets.UTF_8).lines().toList();
        assertThat(lines).hasSize(3);
        assertThat(lines.getFirst()).startsWith("TIME");
        assertThat(lines.get(1))
                .contains("2026-11-22 15:04:05", "messages/3@17", "conversation:7", "5 and 1 more", "new_message")
                .contains("closed 4008 before, unreachable")
                .doesNotContain("no session here");
        assertThat(lines.get(2)).contains("posts/0@2", "cannot be decoded");
        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains(
                        "complete from 2026-11-22T15:01:00",
                        "The pod c:3 is not heard: Does not answer.",
                        "the limit was reached",
                        "not in the window",
                        "2 shown of 2");
        assertThat(asked).containsExactly("/replay?user=5 null");
    }

    @Test
    void json_rows_are_as_the_pod_wrote_them() throws Exception {
        assertThat(run(Map.of(), "--url", url(), "--json")).isZero();

        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo(EVENT + BROKEN.replace("\u009b", "\\u009b"));
    }

    @Test
    void nothing_that_a_broken_record_holds_reaches_the_terminal_as_a_command() throws Exception {
        assertThat(run(Map.of(), "--url", url())).isZero();

        assertThat(out.toString(StandardCharsets.UTF_8))
                .doesNotContain("\u001b", "\u009b")
                .contains("[2Jgone");
    }

    @Test
    void colours_are_around_the_row_and_long_rows_are_cut() {
        Table table = new Table(true, Optional.of(40));
        String row = table.row(JsonMapper.shared().readTree(EVENT));

        assertThat(row)
                .startsWith("\u001b[31m2026-11-22")
                .endsWith("\u2026\u001b[0m")
                .hasSize(40 + 9);
    }

    @Test
    void what_is_sent_again_is_told_beside_the_rows_and_asked_for_by_post() throws Exception {
        answer = EVENT + """
                {"undelivered":{"pod":"c:3","error":"Does not answer."}}
                {"delivering":{"replay_id":"r","events":1}}
                {"delivered":{"event_id":"019a-7","pod":"a:1","sockets":2,"skipped":1,"time":"2026-11-22T15:04:05.123000Z"}}
                {"delivered":{"event_id":"019a-7","pod":"b:2","sockets":0,"skipped":0,"time":"2026-11-22T15:04:05.123000Z"}}
                {"done":{"scanned":1,"shown":1,"limit_reached":false,"found":null,"delivered":2}}
                """;

        int status = run(Map.of(), "--url", url(), "--user", "5", "--deliver", "--reason", "a & b", "--event=019a-7");

        assertThat(status).as("not all pods").isEqualTo(1);
        assertThat(methods).containsExactly("POST");
        assertThat(asked).containsExactly("/replay?user=5&deliver=true&reason=a+%26+b&event=019a-7 null");
        assertThat(out.toString(StandardCharsets.UTF_8).lines()).hasSize(2);
        assertThat(err.toString(StandardCharsets.UTF_8).lines())
                .containsExactly(
                        "Not sent by c:3: Does not answer.",
                        "019a-7 sent again to 2 sockets on a:1, not to 1 that are busy",
                        "1 shown of 1 events scanned",
                        "2 frames sent again");
    }

    @Test
    void a_pod_of_the_home_is_found_though_one_is_gone_and_one_stands_still(@TempDir Path home) throws Exception {
        Path run = Files.createDirectory(home.resolve("run"));
        // Takes connections, as the kernel does for a process that was stopped, and never answers.
        try (ServerSocket still = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Files.writeString(run.resolve("notification-1.json"), "{\"ports\":{\"http\":1,\"management\":1}}");
            Files.writeString(run.resolve("notification-2.json"), management(still.getLocalPort()));
            Files.writeString(
                    run.resolve("notification-3.json"),
                    management(pod.getAddress().getPort()));

            assertThat(run(Map.of("NUMENEON_HOME", home.toString(), "OPERATOR_TOKEN", "secret"), "--since", "1h"))
                    .isZero();
        }

        assertThat(asked).containsExactly("/replay?since=1h Bearer secret");
    }

    private static String management(int port) {
        return "{\"ports\":{\"management\":" + port + "}}";
    }

    @Test
    void without_a_pod_it_says_so(@TempDir Path home) throws Exception {
        assertThat(run(Map.of("NUMENEON_HOME", home.toString()))).isEqualTo(1);

        assertThat(err.toString(StandardCharsets.UTF_8)).contains("No notification pod");
    }

    @Test
    void a_refusal_is_shown_in_its_own_words() throws Exception {
        status = 400;
        answer = "{\"detail\":\"since: Say how long ago.\"}";

        assertThat(run(Map.of(), "--url", url(), "--since", "yesterday")).isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("since: Say how long ago.");
    }

    @Test
    void an_answer_that_breaks_off_is_no_answer() throws Exception {
        answer = EVENT;
        assertThat(run(Map.of(), "--url", url())).isEqualTo(1);

        answer = EVENT + "{\"error\":\"Kafka gave nothing for 5 s.\"}\n";
        assertThat(run(Map.of(), "--url", url())).isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("ended before", "Kafka gave nothing");

        answer = "<html>\n";
        assertThat(run(Map.of(), "--url", url())).isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("makes no sense");
    }

    @Test
    void a_variable_that_is_not_set_does_not_widen_what_is_asked_for() throws Exception {
        assertThat(run(Map.of(), "--url", url(), "--event", "")).isEqualTo(2);
        assertThat(run(Map.of(), "--url", url(), "--event=")).isEqualTo(2);
        assertThat(run(Map.of(), "--url", url(), "--message", " ", "--deliver")).isEqualTo(2);

        assertThat(asked).isEmpty();
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("--event needs a value", "--message needs a value");
    }

    @Test
    void rows_that_nobody_reads_end_it_and_what_was_to_be_sent_was_not() throws Exception {
        PrintStream closed = new PrintStream(new OutputStream() {
            @Override
            public void write(int octet) throws IOException {
                throw new IOException("broken pipe");
            }
        });
        PrintStream notes = new PrintStream(err, true, StandardCharsets.UTF_8);

        assertThat(ReplayProgram.run(List.of("--url", url()), Map.of(), closed, notes))
                .isZero();
        assertThat(ReplayProgram.run(List.of("--url", url(), "--deliver"), Map.of(), closed, notes))
                .isEqualTo(1);
    }

    @Test
    void a_wrong_command_line_ends_with_2() throws Exception {
        assertThat(run(Map.of(), "--usr", "5")).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("--usr");
    }

    private int run(Map<String, String> environment, String... arguments) throws InterruptedException {
        return ReplayProgram.run(
                new ArrayList<>(List.of(arguments)),
                environment,
                new PrintStream(out, false, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    private String url() {
        return "http://127.0.0.1:" + pod.getAddress().getPort();
    }
}
