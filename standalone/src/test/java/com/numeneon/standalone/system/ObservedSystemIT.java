package com.numeneon.standalone.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.numeneon.contracts.json.ContractJson;
import com.numeneon.tracing.testing.OtlpCollector;
import com.numeneon.tracing.testing.ReceivedSpan;
import java.io.IOException;
import java.net.http.WebSocketHandshakeException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The whole system as containers run it: traces go to a collector, logs are JSON, at the level that says most. */
class ObservedSystemIT {

    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String BROWSER = "00f067aa0ba902b7";

    @TempDir
    private static Path folder;

    private static OtlpCollector collector;
    private static RunningSystem system;

    @BeforeAll
    static void start() {
        collector = OtlpCollector.start();
        system = RunningSystem.start(
                folder.resolve("home"),
                Map.of(
                        "OTEL_EXPORTER_OTLP_ENDPOINT",
                        collector.endpoint(),
                        "LOGGING_STRUCTURED_FORMAT_CONSOLE",
                        "ecs",
                        "LOGGING_LEVEL_COM_NUMENEON",
                        "debug"));
    }

    @AfterAll
    static void stop() throws InterruptedException {
        system.stop();
        collector.close();
    }

    @Test
    void a_message_is_one_trace_from_the_request_to_the_socket() {
        Person alice = Person.newcomer(system, "alice");
        Person bob = Person.newcomer(system, "bob");
        try (FrameSocket toBob = bob.connect()) {
            alice.answerAt(
                            system.origin(),
                            "POST",
                            "/api/messages/",
                            Map.of("receiver_id", bob.id(), "content", "Hello Bob"),
                            Map.of("traceparent", "00-" + TRACE + "-" + BROWSER + "-01"))
                    .expect(201);
            toBob.next("new_message");
        }

        await("all spans of the trace").until(() -> collector.trace(TRACE).size() == 4);
        ReceivedSpan request = childOf(BROWSER);
        ReceivedSpan publication = childOf(request.spanId());
        ReceivedSpan delivery = childOf(publication.spanId());
        ReceivedSpan write = childOf(delivery.spanId());
        assertThat(List.of(request, publication, delivery, write))
                .extracting(ReceivedSpan::name)
                .containsExactly(
                        "POST /api/messages",
                        "publish numeneon.messages",
                        "deliver numeneon.messages",
                        "write to socket");
        assertThat(List.of(request, publication, delivery, write))
                .extracting(ReceivedSpan::service)
                .containsExactly("api-service", "api-service", "notification-service", "notification-service");
        assertThat(publication.attributes().get("messaging.message.id"))
                .isEqualTo(delivery.attributes().get("messaging.message.id"));
    }

    private static ReceivedSpan childOf(String parent) {
        return collector.trace(TRACE).stream()
                .filter(span -> span.parentId().equals(parent))
                .findFirst()
                .orElseThrow(() -> new AssertionError("nothing below " + parent + " in " + collector.trace(TRACE)));
    }

    @Test
    void logs_are_json_and_have_no_secret() throws IOException {
        Person somebody = Person.newcomer(system, "somebody");
        try (FrameSocket socket = somebody.connect()) {
            socket.expectNothingMore();
        }
        String wrong = system.secrets().note(somebody.accessToken() + "x");
        assertThatThrownBy(() -> FrameSocket.open(system.http(), system.origin(), wrong))
                .hasCauseInstanceOf(WebSocketHandshakeException.class);

        assertThat(new Leaks(system.secrets().forms()).in(system.logs())).isEmpty();
        for (Path log : system.logs()) {
            String part = log.getFileName().toString();
            if (part.startsWith("api-") || part.startsWith("notification-")) {
                List<JsonNode> lines = Files.readAllLines(log).stream()
                        .map(ContractJson.mapper()::readTree)
                        .toList();
                assertThat(lines).as(part).hasSizeGreaterThan(5).allSatisfy(line -> {
                    assertThat(line.path("message").isString()).as("%s", line).isTrue();
                    assertThat(line.path("log").path("level").isString())
                            .as("%s", line)
                            .isTrue();
                });
            }
        }
    }
}
