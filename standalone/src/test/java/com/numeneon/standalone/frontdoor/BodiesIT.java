package com.numeneon.standalone.frontdoor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class BodiesIT {

    private static final int MIB = 1 << 20;

    @Test
    void a_body_of_a_mebibyte_passes() throws Exception {
        String body = "0123456789abcdef".repeat(MIB / 16);
        try (ApiPod pod = new ApiPod("pod");
                TestDoor door = TestDoor.toApi(pod)) {
            HttpResponse<String> answer = door.send(HttpRequest.newBuilder(door.url("/api/"))
                    .POST(BodyPublishers.ofString(body))
                    .build());

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(pod.seen().getFirst().body()).isEqualTo(body);
        }
    }

    @Test
    void a_chunked_body_passes_whole() throws Exception {
        String body = "0123456789abcdef".repeat(MIB / 16);
        try (ApiPod pod = new ApiPod("pod");
                TestDoor door = TestDoor.toApi(pod)) {
            for (String text : List.of(body, "short", "")) {
                HttpResponse<String> answer = door.send(HttpRequest.newBuilder(door.url("/api/"))
                        .POST(BodyPublishers.ofInputStream(() -> stream(text)))
                        .build());

                assertThat(answer.statusCode()).isEqualTo(200);
                assertThat(pod.seen().getLast().body()).isEqualTo(text);
            }
        }
    }

    @Test
    void a_larger_body_is_read_to_its_end_and_answered_413_and_the_connection_goes_on() throws Exception {
        try (ApiPod pod = new ApiPod("pod");
                TestDoor door = TestDoor.toApi(pod);
                RawConnection client = door.raw()) {
            client.request(
                    "POST /api/ HTTP/1.1", "Host: h", "Origin: http://localhost:5173", "Content-Length: " + 8 * MIB);
            for (int i = 0; i < 8; i++) {
                client.send(new byte[MIB]);
            }
            is413(client);

            client.request("GET /api/ HTTP/1.1", "Host: h");
            assertThat(client.head()).startsWith("http/1.1 200");
            assertThat(pod.seen()).extracting(ApiPod.Seen::method).containsExactly("GET");
        }
    }

    @Test
    void so_is_a_larger_chunked_body() throws Exception {
        try (ApiPod pod = new ApiPod("pod");
                TestDoor door = TestDoor.toApi(pod);
                RawConnection client = door.raw()) {
            client.request(
                    "POST /api/ HTTP/1.1", "Host: h", "Origin: http://localhost:5173", "Transfer-Encoding: chunked");
            for (int i = 0; i < 7; i++) {
                client.send("100000\r\n").send(new byte[MIB]).send("\r\n");
            }
            client.send("0\r\n\r\n");
            is413(client);

            client.request("GET /api/ HTTP/1.1", "Host: h");
            assertThat(client.head()).startsWith("http/1.1 200");
            assertThat(pod.seen()).extracting(ApiPod.Seen::method).containsExactly("GET");
        }
    }

    @Test
    void beyond_8_mib_the_answer_comes_before_the_rest() throws Exception {
        try (ApiPod pod = new ApiPod("pod");
                TestDoor door = TestDoor.toApi(pod);
                RawConnection client = door.raw()) {
            client.request(
                    "POST /api/ HTTP/1.1", "Host: h", "Origin: http://localhost:5173", "Content-Length: 1000000000");
            for (int i = 0; i < 8; i++) {
                client.send(new byte[MIB]);
            }
            // The first byte beyond: any more might meet a closed connection.
            client.send(new byte[1]);

            is413(client);
            assertThat(pod.seen()).isEmpty();
        }
    }

    @Test
    void who_asks_first_is_told_before_anything_is_sent() throws Exception {
        try (ApiPod pod = new ApiPod("pod");
                TestDoor door = TestDoor.toApi(pod);
                RawConnection client = door.raw()) {
            client.request(
                    "POST /api/ HTTP/1.1",
                    "Host: h",
                    "Origin: http://localhost:5173",
                    "Expect: 100-continue",
                    "Content-Length: 2000000");

            is413(client);
        }
    }

    @Test
    void who_asks_first_may_go_on_with_a_small_body() throws Exception {
        try (ApiPod pod = new ApiPod("pod");
                TestDoor door = TestDoor.toApi(pod)) {
            for (String length : List.of("Content-Length: 2", "Transfer-Encoding: chunked")) {
                try (RawConnection client = door.raw()) {
                    client.request("POST /api/ HTTP/1.1", "Host: h", "Expect: 100-continue", length);
                    assertThat(client.head()).startsWith("http/1.1 100");
                    client.send(length.endsWith("chunked") ? "2\r\nhi\r\n0\r\n\r\n" : "hi");

                    assertThat(client.head()).startsWith("http/1.1 200");
                    assertThat(pod.seen().getLast().body()).isEqualTo("hi");
                }
            }
        }
    }

    @Test
    void a_body_of_known_length_streams_to_the_pod() throws Exception {
        CountDownLatch firstHalf = new CountDownLatch(1);
        try (RawPod pod = new RawPod(connection -> {
                    connection.getInputStream().readNBytes(4);
                    firstHalf.countDown();
                    connection.getInputStream().readNBytes(4);
                    RawPod.say(connection, "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
                });
                TestDoor door = TestDoor.to(List.of(pod.address()), List.of(TestDoor.NOBODY), TestDoor.QUICK)) {
            door.awaitReady(List.of(pod.address()));
            try (RawConnection client = door.raw()) {
                client.request("POST /api/ HTTP/1.1", "Host: h", "Content-Length: 8", "", "half");
                assertThat(firstHalf.await(10, TimeUnit.SECONDS)).isTrue();
                client.send("half");

                assertThat(client.head()).startsWith("http/1.1 200");
                assertThat(client.text(2)).isEqualTo("ok");
            }
        }
    }

    @Test
    void an_answer_streams_to_the_client() throws Exception {
        CountDownLatch clientHasFirst = new CountDownLatch(1);
        try (RawPod pod = new RawPod(connection -> answerInTwoParts(connection, clientHasFirst));
                TestDoor door = TestDoor.to(List.of(pod.address()), List.of(TestDoor.NOBODY), TestDoor.QUICK)) {
            door.awaitReady(List.of(pod.address()));
            try (RawConnection client = door.raw()) {
                client.request("GET /api/ HTTP/1.1", "Host: h");
                assertThat(client.head()).startsWith("http/1.1 200");
                assertThat(client.text(4)).isEqualTo("half");
                clientHasFirst.countDown();
                assertThat(client.text(4)).isEqualTo("HALF");
            }
        }
    }

    @Test
    void a_body_that_ends_too_early_is_the_clients_fault() throws Exception {
        try (ApiPod pod = new ApiPod("pod");
                TestDoor door = TestDoor.toApi(pod);
                RawConnection client = door.raw()) {
            client.request("POST /api/ HTTP/1.1", "Host: h", "Origin: http://localhost:5173", "Content-Length: 50")
                    .send("{\"email\"")
                    .endOutput();

            assertThat(client.head())
                    .startsWith("http/1.1 400")
                    .contains("application/problem+json", "access-control-allow-origin: http://localhost:5173");
        }
    }

    @Test
    void a_chunked_body_that_does_not_come_to_its_end_is_given_up_with_an_answer() throws Exception {
        try (ApiPod pod = new ApiPod("pod");
                TestDoor door = TestDoor.to(
                        List.of(pod.address()),
                        List.of(TestDoor.NOBODY),
                        new QuickTiming().answerWithin(Duration.ofMillis(500)).build());
                RawConnection client = door.raw()) {
            client.request("POST /api/ HTTP/1.1", "Host: h", "Transfer-Encoding: chunked")
                    .send("2\r\n{}\r\n");

            assertThat(client.head()).startsWith("http/1.1 408").contains("application/problem+json");
            assertThat(pod.seen()).isEmpty();
        }
    }

    @Test
    void what_nobody_can_expect_is_said_so() throws Exception {
        try (ApiPod pod = new ApiPod("pod");
                TestDoor door = TestDoor.toApi(pod);
                RawConnection client = door.raw()) {
            client.request("POST /api/ HTTP/1.1", "Host: h", "Expect: foo", "Content-Length: 2");

            assertThat(client.head()).startsWith("http/1.1 417").contains("application/problem+json");
            assertThat(pod.seen()).isEmpty();
        }
    }

    private static void answerInTwoParts(Socket connection, CountDownLatch clientHasFirst) throws IOException {
        RawPod.say(connection, "HTTP/1.1 200 OK\r\nContent-Length: 8\r\n\r\nhalf");
        try {
            clientHasFirst.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        RawPod.say(connection, "HALF");
    }

    private static InputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static void is413(RawConnection client) throws IOException {
        String head = client.head();
        assertThat(head)
                .startsWith("http/1.1 413")
                .contains("application/problem+json", "access-control-allow-origin: http://localhost:5173");
        int length = Integer.parseInt(head.replaceAll("(?s).*content-length: (\\d+).*", "$1"));
        assertThat(client.text(length)).contains("\"status\":413");
    }
}
