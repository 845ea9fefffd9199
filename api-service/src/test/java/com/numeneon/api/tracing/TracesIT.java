package com.numeneon.api.tracing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.numeneon.api.testing.ApiAnswer;
import com.numeneon.api.testing.ApiClient;
import com.numeneon.api.testing.ApiService;
import com.numeneon.api.testing.TestUser;
import com.numeneon.infra.testing.TestPostgres;
import com.numeneon.tracing.testing.OtlpCollector;
import com.numeneon.tracing.testing.ReceivedSpan;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The spans of a pod that exports them: its own database, so that no other pod's relay publishes for it. */
class TracesIT {

    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String CALLER = "00f067aa0ba902b7";

    private static ApiService pod(OtlpCollector collector) {
        return ApiService.start(Map.of(
                "DATABASE_URL", TestPostgres.newDatabase(),
                "OTEL_EXPORTER_OTLP_ENDPOINT", collector.endpoint()));
    }

    private static ApiClient caller(TestUser user, String flags) {
        return user.client().with("traceparent", "00-" + TRACE + "-" + CALLER + "-" + flags);
    }

    private static ApiAnswer send(ApiClient sender, TestUser receiver) {
        return sender.post("/api/messages/", TestUser.message(receiver.id(), "the words of the message"));
    }

    @Test
    void a_message_is_one_trace_from_the_request_to_kafka() {
        try (OtlpCollector collector = OtlpCollector.start();
                ApiService service = pod(collector)) {
            TestUser alice = TestUser.signUp(service);
            TestUser bob = TestUser.signUp(service);

            assertThat(send(caller(alice, "01"), bob).status()).isEqualTo(201);

            await("both spans").until(() -> collector.trace(TRACE).size() == 2);
            ReceivedSpan request = named(collector, "POST /api/messages");
            ReceivedSpan publish = named(collector, "publish numeneon.messages");
            assertThat(request.service()).isEqualTo("api-service");
            assertThat(request.parentId()).isEqualTo(CALLER);
            assertThat(request.kind()).isEqualTo("SERVER");
            assertThat(request.attributes())
                    .containsEntry("http.request.method", "POST")
                    .containsEntry("http.response.status_code", "201");
            assertThat(publish.parentId()).isEqualTo(request.spanId());
            assertThat(publish.kind()).isEqualTo("PRODUCER");
            assertThat(publish.attributes())
                    .containsEntry("numeneon.event.type", "message.sent.v1")
                    .containsKeys("messaging.message.id", "numeneon.outbox.wait_ms", "numeneon.outbox.sequence");
            assertThat(collector.spans())
                    .extracting(Object::toString)
                    .noneMatch(span -> span.contains("the words of the message"));
        }
    }

    @Test
    void a_trace_that_its_caller_does_not_sample_is_not_exported() {
        try (OtlpCollector collector = OtlpCollector.start();
                ApiService service = pod(collector)) {
            TestUser alice = TestUser.signUp(service);
            TestUser bob = TestUser.signUp(service);

            send(caller(alice, "00"), bob);
            send(alice.client(), bob);

            await("the publication of the second")
                    .until(() -> publications(collector).size() == 1);
            assertThat(collector.trace(TRACE)).isEmpty();
        }
    }

    @Test
    void neither_path_nor_query_is_in_a_span() {
        try (OtlpCollector collector = OtlpCollector.start();
                ApiService service = pod(collector)) {
            service.client()
                    .with("traceparent", "00-" + TRACE + "-" + CALLER + "-01")
                    .get("/nowhere/secret-of-somebody?token=secret-of-somebody");

            await("the request").until(() -> collector.trace(TRACE).size() == 1);
            assertThat(collector.trace(TRACE).toString()).doesNotContain("secret-of-somebody");
        }
    }

    @Test
    void a_collector_that_hangs_delays_no_publication() {
        try (OtlpCollector collector = OtlpCollector.hanging();
                ApiService service = pod(collector)) {
            TestUser alice = TestUser.signUp(service);
            TestUser bob = TestUser.signUp(service);
            await("an export that hangs").until(() -> collector.requests() > 0);

            assertThat(send(alice.client(), bob).status()).isEqualTo(201);

            await("an empty outbox")
                    .until(() -> service.part(JdbcClient.class)
                                    .sql("SELECT count(*) FROM outbox")
                                    .query(Long.class)
                                    .single()
                            == 0);
            assertThat(collector.requests()).isEqualTo(1);
        }
    }

    private static ReceivedSpan named(OtlpCollector collector, String name) {
        return collector.trace(TRACE).stream()
                .filter(span -> span.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError(name + " is not in " + collector.trace(TRACE)));
    }

    private static List<ReceivedSpan> publications(OtlpCollector collector) {
        return collector.spans().stream()
                .filter(span -> span.name().startsWith("publish "))
                .toList();
    }
}
