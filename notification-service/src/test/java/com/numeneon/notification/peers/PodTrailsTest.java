package com.numeneon.notification.peers;

import static org.assertj.core.api.Assertions.assertThat;

import com.numeneon.contracts.settings.Settings;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Pods that answer what they should not. */
class PodTrailsTest {

    @FunctionalInterface
    private interface Behaviour {
        void answer(HttpExchange exchange) throws IOException;
    }

    private final CountDownLatch over = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newCachedThreadPool();

    @SuppressWarnings("NullAway.Init") // set before each test
    private HttpServer pod;

    private volatile Behaviour behaviour = exchange -> {};

    @BeforeEach
    void start() throws IOException {
        pod = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        pod.setExecutor(threads);
        pod.createContext("/", exchange -> behaviour.answer(exchange));
        pod.start();
    }

    @AfterEach
    void stop() {
        over.countDown();
        pod.stop(0);
        threads.shutdownNow();
    }

    @Test
    void one_that_refuses_or_is_of_an_older_build_is_named_with_its_status() {
        behaviour = exchange -> send(exchange, 404, "not here");

        assertThat(ask()).isEqualTo("Answered 404.");
    }

    @Test
    void one_that_answers_something_else_is_not_believed() {
        for (String nonsense : List.of("", "[]", "{}", "null", "{\"pod\":\"a\",\"read\":\"%%\",\"steps\":[]}")) {
            behaviour = exchange -> send(exchange, 200, nonsense);

            assertThat(ask()).as(nonsense).isEqualTo("Its answer makes no sense here.");
        }
    }

    @Test
    void one_that_stops_in_the_middle_of_its_answer_holds_up_nobody() {
        behaviour = exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write('{');
            exchange.getResponseBody().flush();
            await();
        };
        Instant begin = Instant.now();

        assertThat(ask()).isEqualTo("Does not answer: nothing within 2 s.");
        assertThat(Duration.between(begin, Instant.now())).isLessThan(Duration.ofSeconds(10));
    }

    @Test
    void one_that_never_comes_to_an_end_fills_no_memory() {
        behaviour = exchange -> {
            exchange.sendResponseHeaders(200, 0);
            byte[] much = new byte[1 << 20];
            // Ends when nobody listens any more.
            while (over.getCount() > 0) {
                exchange.getResponseBody().write(much);
            }
        };

        assertThat(ask()).startsWith("Does not answer: ");
    }

    private String ask() {
        Peer self = Peer.at(InetAddress.getLoopbackAddress(), pod.getAddress().getPort());
        try (Peers peers = new Peers(PeerSettings.read(new Settings(name -> null)))) {
            List<PodTrail> trails = new PodTrails(peers).of(5, self);
            assertThat(trails).hasSize(1);
            return String.valueOf(trails.getFirst().error());
        }
    }

    private void await() throws IOException {
        try {
            over.await();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        if (bytes.length > 0) {
            exchange.getResponseBody().write(bytes);
        }
        exchange.close();
    }
}
