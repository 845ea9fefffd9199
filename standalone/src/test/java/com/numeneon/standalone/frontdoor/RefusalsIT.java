package com.numeneon.standalone.frontdoor;

import static org.assertj.core.api.Assertions.assertThat;

import com.numeneon.contracts.headers.SecurityHeaders;
import com.numeneon.contracts.json.ContractJson;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class RefusalsIT {

    private static final String ORIGIN = "http://localhost:5173";

    @Test
    void without_a_ready_pod_the_answer_is_503_and_says_when_to_come_back() throws Exception {
        try (TestDoor door = TestDoor.to(List.of(TestDoor.NOBODY), List.of(TestDoor.NOBODY), TestDoor.QUICK)) {
            for (String path : List.of("/api/", "/ws/notifications/")) {
                HttpResponse<String> answer = door.get(path, "Origin", ORIGIN);

                isProblem(answer, 503);
                assertThat(answer.headers().firstValue("Retry-After")).hasValue("1");
                isReadableFromAnotherOrigin(answer);
            }
        }
    }

    @Test
    void an_origin_that_is_not_allowed_may_not_read_it() throws Exception {
        try (TestDoor door = TestDoor.to(List.of(TestDoor.NOBODY), List.of(TestDoor.NOBODY), TestDoor.QUICK)) {
            HttpResponse<String> answer = door.get("/api/", "Origin", "https://evil.example");

            isProblem(answer, 503);
            assertThat(answer.headers().firstValue("Access-Control-Allow-Origin"))
                    .isEmpty();
            assertThat(answer.headers().firstValue("Vary")).hasValue("Origin");
        }
    }

    @Test
    void without_a_ready_pod_a_preflight_passes_so_that_the_page_can_read_the_503_that_follows() throws Exception {
        try (TestDoor door = TestDoor.to(List.of(TestDoor.NOBODY), List.of(TestDoor.NOBODY), TestDoor.QUICK)) {
            HttpRequest preflight = HttpRequest.newBuilder(door.url("/api/messages/"))
                    .method("OPTIONS", BodyPublishers.noBody())
                    .headers("Origin", ORIGIN, "Access-Control-Request-Method", "POST")
                    .build();

            HttpResponse<String> answer = door.send(preflight);

            assertThat(answer.statusCode()).isEqualTo(204);
            assertThat(answer.headers().firstValue("Access-Control-Allow-Origin"))
                    .hasValue(ORIGIN);
            assertThat(answer.headers().firstValue("Access-Control-Allow-Methods"))
                    .hasValue("GET, POST, PUT, PATCH, DELETE");
            assertThat(answer.headers().firstValue("Access-Control-Allow-Headers"))
                    .hasValue("authorization, content-type, idempotency-key, traceparent");
        }
    }

    @Test
    void a_pod_that_breaks_off_is_502_and_a_command_is_not_sent_twice() throws Exception {
        try (RawPod breaking = new RawPod(Socket::close);
                ApiPod other = new ApiPod("other");
                TestDoor door = TestDoor.to(
                        List.of(breaking.address(), other.address()), List.of(TestDoor.NOBODY), TestDoor.QUICK)) {
            door.awaitReady(List.of(breaking.address(), other.address()));
            HttpResponse<String> one = post(door);
            HttpResponse<String> another = post(door);
            HttpResponse<String> broken = one.statusCode() == 200 ? another : one;

            isProblem(broken, 502);
            isReadableFromAnotherOrigin(broken);
            assertThat(breaking.heads()).hasSize(1);
            assertThat(other.seen()).hasSize(1);
        }
    }

    @Test
    void a_question_to_a_pod_that_breaks_off_is_asked_again() throws Exception {
        try (RawPod breaking = new RawPod(Socket::close);
                ApiPod other = new ApiPod("other");
                TestDoor door = TestDoor.to(
                        List.of(breaking.address(), other.address()), List.of(TestDoor.NOBODY), TestDoor.QUICK)) {
            door.awaitReady(List.of(breaking.address(), other.address()));

            assertThat(door.get("/api/").body()).isEqualTo("other");
            assertThat(door.get("/api/").body()).isEqualTo("other");
            assertThat(breaking.heads()).isNotEmpty();
        }
    }

    @Test
    void a_pod_that_does_not_answer_in_time_is_504() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        Timing hasty = new QuickTiming().answerWithin(Duration.ofMillis(300)).build();
        try (ApiPod pod = new ApiPod(exchange -> {
                    try {
                        never.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                });
                TestDoor door = TestDoor.toApi(hasty, pod)) {
            HttpResponse<String> answer = door.get("/api/", "Origin", ORIGIN);

            isProblem(answer, 504);
            isReadableFromAnotherOrigin(answer);
            never.countDown();
        }
    }

    @Test
    void a_pod_s_own_error_passes_as_it_is() throws Exception {
        try (ApiPod pod = new ApiPod(exchange -> ApiPod.answer(exchange, 503, "mine"));
                TestDoor door = TestDoor.toApi(pod)) {
            HttpResponse<String> answer = door.get("/api/");

            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.body()).isEqualTo("mine");
        }
    }

    @Test
    void a_token_of_a_kilobyte_passes_and_a_url_over_8_kib_is_414() throws Exception {
        try (ApiPod pod = new ApiPod("pod");
                TestDoor door = TestDoor.toApi(pod)) {
            assertThat(door.get("/api/?token=" + "t".repeat(7_000)).statusCode())
                    .isEqualTo(200);

            HttpResponse<String> answer = door.get("/api/?token=" + "t".repeat(9_000), "Origin", ORIGIN);

            isProblem(answer, 414);
            isReadableFromAnotherOrigin(answer);
            assertThat(pod.seen()).hasSize(1);
        }
    }

    @Test
    void headers_over_16_kib_are_431() throws Exception {
        try (ApiPod pod = new ApiPod("pod");
                TestDoor door = TestDoor.toApi(pod)) {
            assertThat(door.get("/api/", "X-Long", "x".repeat(15_000)).statusCode())
                    .isEqualTo(200);

            HttpResponse<String> answer = door.get("/api/", "X-Long", "x".repeat(17_000), "Origin", ORIGIN);

            isProblem(answer, 431);
            isReadableFromAnotherOrigin(answer);
        }
    }

    @Test
    void what_is_no_http_is_400_with_a_problem_body() throws Exception {
        try (ApiPod pod = new ApiPod("pod");
                TestDoor door = TestDoor.toApi(pod)) {
            for (String garbage : List.of(
                    "GET /api/ HTTP/1.1\r\nHost: a\r\nContent-Length: x\r\n\r\n",
                    "GET /api/ HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
                    "POST /api/ HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                    "GET /api/\u0007 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
                    "GET /api/ HTTP/1.1\r\nbad header: a\r\n\r\n",
                    "GET /api/ HTTP/1.1\r\nAccept: a\r\n\r\n",
                    "GET /api/ HTTP/1.1\r\nHost: a b\r\n\r\n",
                    "GET /api/ HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
                    "GET http://a/api/ HTTP/1.1\r\nHost: b\r\n\r\n",
                    "nonsense\r\n\r\n")) {
                try (RawConnection client = door.raw()) {
                    String head = client.send(garbage).head();

                    assertThat(head).as(garbage).startsWith("http/1.1 400").contains("application/problem+json");
                    SecurityHeaders.ALL.forEach((name, value) ->
                            assertThat(head).contains((name + ": " + value + "\r\n").toLowerCase(Locale.ROOT)));
                    JsonNode problem = ContractJson.mapper().readTree(client.rest());
                    assertThat(problem.get("status").asInt()).isEqualTo(400);
                    assertThat(problem.get("detail").asString()).isNotBlank();
                }
            }
            assertThat(pod.seen()).isEmpty();
        }
    }

    private static HttpResponse<String> post(TestDoor door) throws Exception {
        return door.send(HttpRequest.newBuilder(door.url("/api/messages/"))
                .header("Origin", ORIGIN)
                .POST(BodyPublishers.ofString("{}"))
                .build());
    }

    private static void isProblem(HttpResponse<String> answer, int status) {
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        SecurityHeaders.ALL.forEach(
                (name, value) -> assertThat(answer.headers().allValues(name)).containsExactly(value));
        JsonNode problem = ContractJson.mapper().readTree(answer.body());
        assertThat(problem.get("type").asString()).isEqualTo("about:blank");
        assertThat(problem.get("title").asString()).isNotBlank();
        assertThat(problem.get("status").asInt()).isEqualTo(status);
        assertThat(problem.get("detail").asString()).isNotBlank();
    }

    private static void isReadableFromAnotherOrigin(HttpResponse<String> answer) {
        assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).hasValue(ORIGIN);
        assertThat(answer.headers().firstValue("Access-Control-Expose-Headers").orElse(""))
                .contains("Retry-After");
        assertThat(answer.headers().firstValue("Vary")).hasValue("Origin");
    }
}
