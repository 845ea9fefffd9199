package com.numeneon.standalone.frontdoor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class ApiRoutingIT {

    @Test
    void a_request_arrives_as_it_was_sent_and_so_does_the_answer() throws Exception {
        try (ApiPod pod = new ApiPod(exchange -> {
                    exchange.getResponseHeaders().set("Link", "</next>; rel=\"next\"");
                    exchange.getResponseHeaders().set("X-Powered-By", "something");
                    ApiPod.answer(exchange, 201, "created: é");
                });
                TestDoor door = TestDoor.toApi(pod)) {
            HttpResponse<String> answer =
                    door.send(HttpRequest.newBuilder(door.url("/api/a%2Fb%20c/?q=a%7Cb&q=%C3%A9+x&empty="))
                            .header("Authorization", "Bearer abc")
                            .header("traceparent", "00-11-22-01")
                            .header("X-Request-Id", "r-1")
                            .method("PATCH", BodyPublishers.ofString("{\"a\":1}"))
                            .build());

            assertThat(answer.statusCode()).isEqualTo(201);
            assertThat(answer.body()).isEqualTo("created: é");
            assertThat(answer.headers().firstValue("Link")).hasValue("</next>; rel=\"next\"");
            assertThat(answer.headers().map()).doesNotContainKeys("x-powered-by", "server");
            ApiPod.Seen seen = pod.seen().getFirst();
            assertThat(seen.method()).isEqualTo("PATCH");
            assertThat(seen.uri()).isEqualTo("/api/a%2Fb%20c/?q=a%7Cb&q=%C3%A9+x&empty=");
            assertThat(seen.header("Authorization")).isEqualTo("Bearer abc");
            assertThat(seen.header("traceparent")).isEqualTo("00-11-22-01");
            assertThat(seen.header("X-Request-Id")).isEqualTo("r-1");
            assertThat(seen.header("Host")).isEqualTo("127.0.0.1:" + door.port());
            assertThat(seen.body()).isEqualTo("{\"a\":1}");
        }
    }

    @Test
    void the_first_answer_comes_from_a_pod() throws Exception {
        for (int i = 0; i < 5; i++) {
            try (ApiPod pod = new ApiPod("pod");
                    TestDoor door = TestDoor.to(List.of(pod.address()), List.of(TestDoor.NOBODY), TestDoor.QUICK)) {
                assertThat(door.get("/api/").body()).isEqualTo("pod");
            }
        }
    }

    @Test
    void characters_that_browsers_leave_bare_in_a_query_pass() throws Exception {
        try (RawPod pod = new RawPod(connection -> RawPod.say(connection, "HTTP/1.1 204 No Content\r\n\r\n"));
                TestDoor door = TestDoor.to(List.of(pod.address()), List.of(TestDoor.NOBODY), TestDoor.QUICK)) {
            door.awaitReady(List.of(pod.address()));
            try (RawConnection client = door.raw()) {
                String head = client.send("GET /api/search/?q={a|b}^[c] HTTP/1.1\r\nHost: h\r\n\r\n")
                        .head();

                assertThat(head).startsWith("http/1.1 204");
                assertThat(pod.heads().getFirst()).startsWith("GET /api/search/?q={a|b}^[c] HTTP/1.1\r\n");
            }
        }
    }

    @Test
    void who_the_client_says_forwarded_it_is_replaced() throws Exception {
        try (ApiPod pod = new ApiPod("pod");
                TestDoor door = TestDoor.toApi(pod)) {
            door.get(
                    "/api/",
                    "X-Forwarded-For",
                    "203.0.113.7, 203.0.113.8",
                    "x-forwarded-for",
                    "203.0.113.9",
                    "Forwarded",
                    "for=203.0.113.7",
                    "X-Forwarded-Host",
                    "evil.example",
                    "X-Forwarded-Proto",
                    "https",
                    "X-Forwarded-Prefix",
                    "/evil",
                    "X-Real-IP",
                    "203.0.113.7");

            ApiPod.Seen seen = pod.seen().getFirst();
            assertThat(seen.header("X-Forwarded-For")).isEqualTo("127.0.0.1");
            assertThat(seen.header("X-Forwarded-Proto")).isEqualTo("http");
            assertThat(seen.header("X-Forwarded-Host")).startsWith("127.0.0.1");
            assertThat(seen.headers().toString()).doesNotContain("203.0.113", "evil");
        }
    }

    @Test
    void pods_take_turns() throws Exception {
        try (ApiPod one = new ApiPod("one");
                ApiPod two = new ApiPod("two");
                TestDoor door = TestDoor.toApi(one, two)) {
            Map<String, Integer> answers = new HashMap<>();
            for (int i = 0; i < 20; i++) {
                answers.merge(door.get("/api/").body(), 1, Integer::sum);
            }

            assertThat(answers).isEqualTo(Map.of("one", 10, "two", 10));
        }
    }

    @Test
    void a_busy_pod_is_spared() throws Exception {
        CountDownLatch busy = new CountDownLatch(1);
        try (ApiPod slow = new ApiPod(exchange -> {
                    try {
                        busy.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                    ApiPod.answer(exchange, 200, "slow");
                });
                ApiPod quick = new ApiPod("quick");
                TestDoor door = TestDoor.toApi(slow, quick)) {
            Thread first = Thread.ofVirtual().start(() -> {
                try {
                    while (slow.seen().isEmpty()) {
                        door.get("/api/");
                    }
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            });
            await("one request hangs in the slow pod").until(() -> slow.seen().size() == 1);

            for (int i = 0; i < 10; i++) {
                assertThat(door.get("/api/").body()).isEqualTo("quick");
            }

            busy.countDown();
            first.join();
            assertThat(slow.seen()).hasSize(1);
        }
    }

    @Test
    void a_pod_that_is_not_ready_gets_nothing() throws Exception {
        try (ApiPod one = new ApiPod("one");
                ApiPod two = new ApiPod("two");
                TestDoor door = TestDoor.toApi(one, two)) {
            one.management().says(503);
            door.awaitNotReady(one.address());

            for (int i = 0; i < 5; i++) {
                assertThat(door.get("/api/").body()).isEqualTo("two");
            }
            one.management().says(200);
            door.awaitReady(List.of(one.address()));

            assertThat(List.of(door.get("/api/").body(), door.get("/api/").body()))
                    .contains("one");
        }
    }

    @Test
    void a_pod_whose_readiness_hangs_is_not_ready_and_delays_no_other() throws Exception {
        try (ApiPod one = new ApiPod("one");
                ApiPod two = new ApiPod("two");
                TestDoor door = TestDoor.toApi(one, two)) {
            one.management().hangs();
            int before = two.management().questions();
            door.awaitNotReady(one.address());

            assertThat(two.management().questions() - before).isGreaterThan(5);
            assertThat(door.get("/api/").body()).isEqualTo("two");
        }
    }

    @Test
    void a_pod_that_takes_no_connection_is_skipped_also_for_a_request_with_a_body() throws Exception {
        try (ApiPod gone = new ApiPod("gone");
                ApiPod there = new ApiPod("there");
                TestDoor door = TestDoor.toApi(gone, there)) {
            // It goes on saying that it is ready, so only the refused connection tells.
            gone.stopServing();

            for (int i = 0; i < 6; i++) {
                HttpResponse<String> answer = door.send(HttpRequest.newBuilder(door.url("/api/messages/"))
                        .POST(BodyPublishers.ofString("{\"n\":" + i + "}"))
                        .build());
                assertThat(answer.body()).isEqualTo("there");
            }

            assertThat(there.seen())
                    .extracting(ApiPod.Seen::body)
                    .containsExactly("{\"n\":0}", "{\"n\":1}", "{\"n\":2}", "{\"n\":3}", "{\"n\":4}", "{\"n\":5}");
        }
    }

    @Test
    void connections_to_a_pod_are_kept() throws Exception {
        try (ApiPod pod = new ApiPod("pod");
                TestDoor door = TestDoor.toApi(pod)) {
            for (int i = 0; i < 50; i++) {
                door.get("/api/");
            }

            assertThat(pod.seen()).hasSize(50);
            // One for each I/O thread at most, as the client has one connection.
            assertThat(pod.connections()).isLessThanOrEqualTo(2);
        }
    }

    @Test
    void a_restarted_pod_is_used_again_and_no_request_meets_its_old_connections() throws Exception {
        try (ApiPod first = new ApiPod("first");
                TestDoor door = TestDoor.toApi(first)) {
            assertThat(door.get("/api/").body()).isEqualTo("first");
            int port = first.address().port();
            first.stopServing();

            try (ApiPod second = new ApiPod(port, exchange -> ApiPod.answer(exchange, 200, "second"))) {
                HttpResponse<String> answer = door.send(HttpRequest.newBuilder(door.url("/api/"))
                        .POST(BodyPublishers.ofString("{}"))
                        .build());

                assertThat(answer.body()).isEqualTo("second");
                assertThat(second.seen()).hasSize(1);
            }
        }
    }

    @Test
    void what_is_no_handshake_under_the_sockets_path_goes_to_a_notification_pod() throws Exception {
        try (ApiPod api = new ApiPod("api");
                ApiPod notification = new ApiPod("notification");
                TestDoor door = TestDoor.to(List.of(api.address()), List.of(notification.address()), TestDoor.QUICK)) {
            door.awaitReady(List.of(api.address(), notification.address()));

            assertThat(door.get("/ws/notifications/").body()).isEqualTo("notification");
            assertThat(door.get("/ws").body()).isEqualTo("notification");
            assertThat(door.get("/wsx/").body()).isEqualTo("api");
            assertThat(door.get("/").body()).isEqualTo("api");
        }
    }

    @Test
    void the_api_s_paths_cannot_be_upgraded() throws Exception {
        try (RawPod pod = new RawPod(connection -> RawPod.say(connection, "HTTP/1.1 204 No Content\r\n\r\n"));
                TestDoor door = TestDoor.to(List.of(pod.address()), List.of(TestDoor.NOBODY), TestDoor.QUICK)) {
            door.awaitReady(List.of(pod.address()));
            try (RawConnection client = door.raw()) {
                assertThat(client.send(RawConnection.HANDSHAKE.replace("/ws/notifications/", "/api/"))
                                .head())
                        .startsWith("http/1.1 204");
                assertThat(pod.heads().getFirst()).doesNotContain("Upgrade:");
            }
        }
    }
}
