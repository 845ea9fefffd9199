package com.numeneon.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.numeneon.contracts.envelope.EventCodec;
import com.numeneon.contracts.json.ContractJson;
import com.numeneon.contracts.topic.Topic;
import com.numeneon.infra.testing.TestKafka;
import com.numeneon.notification.testing.Client;
import com.numeneon.notification.testing.Events;
import com.numeneon.notification.testing.Pod;
import com.numeneon.notification.testing.RawSocket;
import com.numeneon.notification.testing.Tokens;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What the dashboard and the alerts watch is what a pod exports, after everything that they watch has happened to it once.
 * Module {@code deployment} holds their expressions against the same list.
 */
class WatchedMetricsIT {

    private static final Path WATCHED = Path.of("../deployment/observability/metrics/notification-service.txt");
    private static final Pattern LINE = Pattern.compile("(\\w+)(?:\\{([\\w,]+)})?");
    private static final String LEFT = "numeneon_claims_total{outcome=\"left\"}";
    private static final String BIG = "x".repeat(9_900);

    @Test
    void every_metric_that_is_watched_is_exported_with_its_labels() throws IOException {
        try (Pod pod = Pod.ready("SOCKET_QUEUE_BYTES=200000");
                Events events = new Events(TestKafka.bootstrapServers())) {
            comeBackWithCursor(pod, events);
            comeBackWithout(pod, events);
            readTooSlowly(pod, events);
            events.publishRaw(
                    Topic.MESSAGES.topicName(), "conversation:1", Map.of(EventCodec.HEADER_TYPE, "?"), new byte[0]);
            await("the record that nobody understands").until(() -> pod.metric("numeneon_events_skipped_total") > 0);
            System.gc();

            List<String> lines = pod.management("/metrics").body().lines().toList();
            List<String> watched = Files.readAllLines(WATCHED);

            assertThat(watched).hasSizeGreaterThan(20);
            assertThat(watched)
                    .allSatisfy(metric -> assertThat(lines).as(metric).anyMatch(line -> isOf(metric, line)));
        }
    }

    private static void comeBackWithCursor(Pod pod, Events events) {
        long user = Events.newUser();
        String cursor;
        try (Client client = Client.open(pod.sockets("?cursor=new&token=" + Tokens.of(user, "bob")))) {
            cursor = client.firstFrame().path("cursor").asString();
        }
        events.publish(Events.message(user, "missed"));
        try (Client client = Client.open(pod.sockets("?token=" + Tokens.of(user, "bob") + "&cursor=" + cursor))) {
            client.awaitFrames(2);
        }
    }

    private static void comeBackWithout(Pod pod, Events events) {
        long user = Events.newUser();
        String token = Tokens.of(user, "bob");
        double leftBefore = pod.metric(LEFT);
        try (Client client = pod.open(token)) {
            events.publish(Events.message(user, "seen"));
            client.awaitFrames(1);
        }
        await("what it left").until(() -> pod.metric(LEFT) > leftBefore);
        events.publish(Events.message(user, "missed"));
        try (Client client = pod.open(token)) {
            await("what was missed")
                    .until(() -> client.frames().stream()
                            .map(ContractJson.mapper()::readTree)
                            .anyMatch(frame -> frame.path("data")
                                    .path("content")
                                    .asString("")
                                    .equals("missed")));
            await("the end of it").until(() -> pod.metric("numeneon_catch_ups_total") > 0);
        }
    }

    private static void readTooSlowly(Pod pod, Events events) {
        long user = Events.newUser();
        try (RawSocket nobodyReads = RawSocket.open(pod, Tokens.of(user, "bob"), 4 * 1024)) {
            // The network holds some megabytes for it first. A burst that fills the queue before the network is full
            // could be
            // written all the same before the socket is closed, so that nothing would be dropped.
            await("the end of a socket that nobody reads")
                    .atMost(Duration.ofSeconds(60))
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> {
                        events.publishAll(Stream.generate(() -> Events.message(user, BIG))
                                .limit(10)
                                .toList());
                        return pod.metric("numeneon_sockets_closed_total{code=\"4008\"}") > 0;
                    });
            assertThat(nobodyReads.isGoneWithin(10_000)).isPresent();
        }
    }

    private static boolean isOf(String metric, String line) {
        Matcher parts = LINE.matcher(metric);
        assertThat(parts.matches()).as("%s in %s", metric, WATCHED).isTrue();
        boolean isIt = line.startsWith(parts.group(1) + "{") || line.startsWith(parts.group(1) + " ");
        return isIt
                && (parts.group(2) == null
                        || Pattern.compile(",")
                                .splitAsStream(parts.group(2))
                                .allMatch(label -> line.matches(".*[{,]" + label + "=\".*")));
    }
}
