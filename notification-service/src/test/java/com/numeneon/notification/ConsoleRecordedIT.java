package com.numeneon.notification;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Request;
import com.microsoft.playwright.Route;
import com.numeneon.contracts.problem.Problem;
import com.numeneon.notification.testing.Browser;
import com.numeneon.notification.testing.Pod;
import com.numeneon.notification.testing.Tab;
import java.net.URI;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The console with answers that were written down: what several pods did, what was sent again, answers that are cut anywhere. */
class ConsoleRecordedIT {

    private static final String WINDOW = """
            {"window":{"since":"2026-11-22T14:00:00.000000Z","until":null,"kept_since":null,"records":3,"user_id":5,"pods":[\
            {"pod":"10.0.3.17:9081","remembers_since":"2026-11-22T12:00:00.000000Z","error":null},\
            {"pod":"10.0.3.21:9081","remembers_since":"2026-11-22T14:30:00.000000Z","error":null},\
            {"pod":"10.0.3.40:9081","remembers_since":null,"error":"it did not answer within 2 s."}]}}
            """;

    private static final String DONE = """
            {"done":{"scanned":3,"shown":3,"limit_reached":false,"found":null,"delivered":null}}
            """;

    private static final String WRITTEN =
            trail(session("10.0.3.17:9081", "s1", "written", """
            {"time":"2026-11-22T13:00:00.000000Z","step":"opened","code":null},\
            {"time":"2026-11-22T14:40:00.004000Z","step":"queued","code":null},\
            {"time":"2026-11-22T14:40:00.006000Z","step":"written","code":null}"""), nobody("10.0.3.21:9081", "no session here"));

    private static final String CLOSED = trail(
            session("10.0.3.17:9081", "s1", "closed 4008 before", """
            {"time":"2026-11-22T14:40:00.004000Z","step":"queued","code":null},\
            {"time":"2026-11-22T14:40:00.410000Z","step":"closed","code":4008},\
            {"time":"2026-11-22T14:40:00.411000Z","step":"dropped","code":null}"""),
            session("10.0.3.21:9081", "s2", "resumed later", """
            {"time":"2026-11-22T14:40:04.200000Z","step":"opened","code":null},\
            {"time":"2026-11-22T14:40:04.210000Z","step":"resumed","code":null}"""),
            nobody("10.0.3.40:9081", "unreachable"));

    private static final String NOBODY =
            trail(nobody("10.0.3.17:9081", "no session here"), nobody("10.0.3.21:9081", "no session here"));

    private static final String THREE = WINDOW + row(1, WRITTEN) + row(2, CLOSED) + row(3, NOBODY) + DONE;

    @SuppressWarnings("NullAway.Init") // set before each test
    private static Browser browser;

    @SuppressWarnings("NullAway.Init") // set before each test
    private static Pod pod;

    private final Tab tab = browser.open().as("carol");
    private final AtomicReference<@Nullable Request> delivery = new AtomicReference<>();

    @BeforeAll
    static void start() {
        browser = Browser.start();
        pod = Pod.start();
    }

    @AfterAll
    static void stop() {
        if (pod != null) {
            pod.close();
            browser.close();
        }
    }

    @AfterEach
    void nothing_was_wrong() {
        try (tab) {
            assertThat(tab.complaints()).isEmpty();
        }
    }

    @Test
    void what_every_pod_did_with_an_event_is_summed_up_and_told_step_by_step() {
        answerWith(THREE);

        open("&since=1h");

        assertThat(tab.fates())
                .containsExactly("no session here ×2", "closed 4008 before\nresumed later\nunreachable", "written");
        tab.awaitText("warnings", "Pod 10.0.3.40:9081 was not heard: it did not answer within 2 s.");
        tab.awaitText("warnings", "Pod 10.0.3.21:9081 remembers what it did since 2026-11-22 14:30:00 only.");
        tab.press("j", "j", "Enter").awaitText("detail", "closed 4008");
        assertThat(tab.page().locator(".session").nth(0).innerText().lines())
                .contains(
                        "10.0.3.17:9081", "s1", "14:40:00.004", "queued", "+4 ms", "closed 4008", "+410 ms", "dropped");
        assertThat(tab.page().locator(".session").nth(2).innerText()).contains("10.0.3.40:9081", "unreachable");
    }

    @Test
    void what_was_not_settled_is_asked_for_again_when_the_event_is_opened() {
        answerWith(WINDOW + row(1, trail(nobody("10.0.3.17:9081", "not read yet"))) + DONE);
        open("");
        assertThat(tab.fates()).containsExactly("not read yet");
        answerWith(WINDOW + row(1, WRITTEN) + DONE);

        tab.press("j", "Enter").awaitText("detail", "+6 ms");

        assertThat(tab.fates()).containsExactly("written");
    }

    @Test
    void selected_events_are_replayed_in_their_order_with_a_reason() {
        answerWith(THREE);
        open("&since=1h");
        recordDelivery("""
                {"delivering":{"replay_id":"r1","events":2}}
                {"delivered":{"event_id":"%1$s","pod":"10.0.3.17:9081","sockets":2,"skipped":0,"time":"2026-11-22T15:00:00.000000Z"}}
                {"delivered":{"event_id":"%2$s","pod":"10.0.3.17:9081","sockets":1,"skipped":1,"time":"2026-11-22T15:00:00.100000Z"}}
                {"done":{"scanned":3,"shown":2,"limit_reached":false,"found":null,"delivered":3}}
                """.formatted(eventId(1), eventId(3)));

        tab.press("j", "x", "j", "j", "x").awaitText("selected", "2 events selected");
        tab.press("r").awaitText("delivery-title", "Replay 2 events to user 5");
        tab.press("Enter").awaitText("delivery-problem", "Reason: Say why");
        tab.type("case 4711")
                .press("Enter")
                .awaitText("delivery-status", "Done: 3 frames of 2 events went out; 1 time");

        assertThat(tab.the("delivery-log").innerText())
                .contains("message.sent → 10.0.3.17:9081: 2 sockets", "1 socket, 1 too busy");
        Request sent = sent();
        assertThat(sent.headerValue("X-Operator")).isEqualTo("carol");
        assertThat(URI.create(sent.url()).getQuery()).isNull();
        assertThat(Arrays.stream(Objects.requireNonNull(sent.postData()).split("&", -1)))
                .containsExactly(
                        "user=5",
                        "since=2026-11-22T14%3A00%3A00.000000Z",
                        "deliver=true",
                        "event=" + eventId(1) + "%2C" + eventId(3),
                        "reason=case+4711",
                        "pace=10");
        tab.press("Enter");
        assertThat(tab.the("delivery").isVisible()).isFalse();
        assertThat(tab.the("selection").isVisible())
                .as("they are no longer selected")
                .isFalse();
    }

    @Test
    void a_replay_is_stopped_by_going_away() {
        answerWith(THREE);
        open("");
        streamFetches("""
                {"delivering":{"replay_id":"r1","events":3}}
                {"delivered":{"event_id":"%s","pod":"p","sockets":1,"skipped":0,"time":"2026-11-22T15:00:00.000000Z"}}
                """.formatted(eventId(1)), false);
        tab.the("every").check();
        tab.press("r").type("case 4711").press("Enter").awaitText("delivery-log", "1 socket");

        tab.press("Escape").awaitText("delivery-status", "Stopped after 1 of 3 events. What was sent stays sent.");

        assertThat(tab.page().evaluate("window.aborted")).isEqualTo(true);
        assertThat(tab.the("selected").innerText()).isEqualTo("3 events selected");
    }

    @Test
    void a_replay_that_is_refused_says_why_and_can_be_tried_again() {
        answerWith(THREE);
        open("");
        answer(409, Problem.MEDIA_TYPE, "{\"status\":409,\"detail\":\"You have another one running.\"}");

        tab.press("j", "x", "r").type("case 4711").press("Enter");

        tab.awaitText("delivery-problem", "You have another one running.");
        assertThat(tab.the("delivery-send").isVisible()).isTrue();
        assertThat(tab.the("reason").inputValue()).isEqualTo("case 4711");
        assertThat(tab.complaints()).allMatch(complaint -> complaint.startsWith("Failed to load resource"));
        tab.complaints().clear();
    }

    @Test
    void lines_that_come_in_pieces_are_whole_lines() {
        String content = "\u00e4 \u20ac \ud83d\ude00 }\\n{";
        tab.goTo("http://127.0.0.1:" + pod.managementPort() + "/console");
        streamFetches(WINDOW + row(1, WRITTEN).replace("[hidden]", content) + row(2, NOBODY) + DONE, true);

        tab.the("user").fill("5");
        tab.press("Enter").awaitText("status", "What concerns user 5").awaitRows(2);

        tab.press("G", "Enter").awaitText("detail", content);
    }

    @Test
    void an_answer_that_breaks_off_is_not_taken_for_a_whole_one() {
        answerWith(WINDOW + row(1, WRITTEN) + "{\"time\":\"2026-11");
        open("");

        tab.awaitText("problem", "The answer broke off").awaitRows(1);
    }

    @Test
    void of_very_many_events_the_newest_are_kept_and_the_page_says_so() {
        answerWith(
                WINDOW + IntStream.range(0, 6_000).mapToObj(i -> row(i, NOBODY)).collect(Collectors.joining()) + DONE);

        open("");

        // The page is full before the last of them has come.
        tab.page().locator("[data-id='numeneon.messages/0/5999']").waitFor();
        tab.awaitText("warnings", "Only the newest 5,000 events are shown").awaitRows(5_000);
        assertThat(tab.rows().first().getAttribute("data-id")).isEqualTo("numeneon.messages/0/5999");
        assertThat(tab.rows().last().getAttribute("data-id")).isEqualTo("numeneon.messages/0/1000");
        tab.the("every").check();
        assertThat(tab.the("selected").innerText()).isEqualTo("1,000 events selected, the most at once");
    }

    private void open(String rest) {
        tab.goTo("http://127.0.0.1:" + pod.managementPort() + "/console?user=5" + rest);
        tab.rows().first().waitFor();
    }

    private void answerWith(String lines) {
        answer(200, "application/x-ndjson", lines);
    }

    /** Every question from now on. */
    private void answer(int status, String type, String body) {
        tab.page().unrouteAll();
        tab.page()
                .route(
                        url -> url.contains("/replay"),
                        route -> route.fulfill(new Route.FulfillOptions()
                                .setStatus(status)
                                .setContentType(type)
                                .setBody(body)));
    }

    private void recordDelivery(String lines) {
        tab.page().unrouteAll();
        tab.page().route(url -> url.contains("/replay"), route -> {
            delivery.set(route.request());
            route.fulfill(new Route.FulfillOptions()
                    .setContentType("application/x-ndjson")
                    .setBody(lines));
        });
    }

    private Request sent() {
        Request request = Objects.requireNonNull(delivery.get());
        assertThat(request.method()).isEqualTo("POST");
        return request;
    }

    /**
     * Answers the page's questions by single bytes.
     *
     * @param ends whether the answer has an end; else the question has to be aborted
     */
    private void streamFetches(String lines, boolean ends) {
        tab.page().evaluate("""
                ([lines, ends]) => {
                  window.fetch = async (url, {signal}) => new Response(new ReadableStream({
                    async start(stream) {
                      for (const byte of new TextEncoder().encode(lines)) stream.enqueue(new Uint8Array([byte]));
                      if (ends) stream.close();
                      signal.addEventListener('abort', () => {
                        window.aborted = true;
                        stream.error(signal.reason);
                      });
                    },
                  }), {headers: {'Content-Type': 'application/x-ndjson'}});
                }""", new Object[] {lines, ends});
    }

    private static String row(int offset, String trail) {
        return ("{\"time\":\"2026-11-22T14:40:00.000000Z\",\"topic\":\"numeneon.messages\",\"partition\":0,\"offset\":"
                        + offset + ",\"event_id\":\"" + eventId(offset)
                        + "\",\"type\":\"message.sent.v1\",\"key\":\"conversation:7\",\"trace_id\":null,\"recipients\":[5],"
                        + "\"frame\":{\"type\":\"new_message\",\"data\":{\"content\":\"[hidden]\"}},\"reason\":null,\"trail\":"
                        + trail)
                + "}\n";
    }

    private static String eventId(int number) {
        return "019aab00-0000-7000-8000-%012d".formatted(number);
    }

    private static String trail(String... entries) {
        return "[" + String.join(",", entries) + "]";
    }

    private static String session(String pod, String session, String outcome, String steps) {
        return "{\"pod\":\"" + pod + "\",\"session\":\"" + session + "\",\"outcome\":\"" + outcome + "\",\"steps\":["
                + steps + "]}";
    }

    private static String nobody(String pod, String outcome) {
        return "{\"pod\":\"" + pod + "\",\"session\":null,\"outcome\":\"" + outcome + "\",\"steps\":[]}";
    }
}
