package com.numeneon.notification.tracing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.numeneon.infra.testing.TestKafka;
import com.numeneon.notification.testing.Client;
import com.numeneon.notification.testing.Events;
import com.numeneon.notification.testing.Pod;
import com.numeneon.notification.testing.Tokens;
import com.numeneon.tracing.testing.OtlpCollector;
import com.numeneon.tracing.testing.ReceivedSpan;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TracesIT {

    private static final String RELAY = "00f067aa0ba902b7";

    private final String trace = UUID.randomUUID().toString().replace("-", "");
    private final long user = Events.newUser();
    private final Events events = new Events(TestKafka.bootstrapServers());

    @AfterEach
    void close() {
        events.close();
    }

    private static Pod pod(OtlpCollector collector) {
        return Pod.ready("OTEL_EXPORTER_OTLP_ENDPOINT=" + collector.endpoint());
    }

    private void publish(long receiver, String flags) {
        events.publish(
                UUID.randomUUID(),
                Events.message(receiver, "the words of the message"),
                "00-" + trace + "-" + RELAY + "-" + flags);
    }

    private static List<ReceivedSpan> named(List<ReceivedSpan> spans, String name) {
        return spans.stream().filter(span -> span.name().equals(name)).toList();
    }

    @Test
    void an_event_is_followed_to_each_of_its_sockets() {
        try (OtlpCollector collector = OtlpCollector.start();
                Pod pod = pod(collector);
                Client first = pod.open(Tokens.of(user, "bob"));
                Client second = pod.open(Tokens.of(user, "bob"))) {
            publish(user, "01");
            first.awaitFrames(1);
            second.awaitFrames(1);

            await("three spans").until(() -> collector.trace(trace).size() == 3);
            ReceivedSpan delivery =
                    named(collector.trace(trace), "deliver numeneon.messages").getFirst();
            List<ReceivedSpan> writes = named(collector.trace(trace), "write to socket");
            assertThat(delivery.service()).isEqualTo("notification-service");
            assertThat(delivery.parentId()).isEqualTo(RELAY);
            assertThat(delivery.kind()).isEqualTo("CONSUMER");
            assertThat(delivery.attributes())
                    .containsEntry("numeneon.sockets", "2")
                    .containsEntry("numeneon.event.type", "message.sent.v1");
            assertThat(writes).hasSize(2).allSatisfy(write -> {
                assertThat(write.parentId()).isEqualTo(delivery.spanId());
                assertThat(write.end()).isGreaterThanOrEqualTo(write.start());
                assertThat(write.isError()).isFalse();
            });
            assertThat(collector.spans().toString()).doesNotContain("the words of the message");
        }
    }

    @Test
    void neither_an_unsampled_event_nor_one_for_nobody_here_leaves_a_span() {
        try (OtlpCollector collector = OtlpCollector.start();
                Pod pod = pod(collector);
                Client client = pod.open(Tokens.of(user, "bob"))) {
            publish(user, "00");
            publish(Events.newUser(), "01");
            publish(user, "01");
            client.awaitFrames(2);

            await("the third").until(() -> !collector.trace(trace).isEmpty());
            assertThat(named(collector.trace(trace), "deliver numeneon.messages"))
                    .hasSize(1);
        }
    }

    @Test
    void a_collector_that_hangs_delays_no_frame_and_costs_spans_that_are_counted() {
        try (OtlpCollector collector = OtlpCollector.hanging();
                Pod pod = pod(collector);
                Client client = pod.open(Tokens.of(user, "bob"))) {
            publish(user, "01");
            client.awaitFrames(1);
            await("an export that hangs").until(() -> collector.requests() == 1);
            for (int i = 0; i < 1500; i++) {
                publish(user, "01");
            }
            client.awaitFrames(1501);

            long begun = System.nanoTime();
            publish(user, "01");
            client.awaitFrames(1502);

            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(2));
            assertThat(pod.metric("numeneon_spans_total{outcome=\"dropped\"}")).isPositive();
            assertThat(pod.metric("numeneon_spans_total{outcome=\"exported\"}")).isZero();
        }
    }
}
