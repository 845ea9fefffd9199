package com.numeneon.benchmarks.sockets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.eclipse.jetty.websocket.server.WebSocketUpgradeHandler;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against a real server, which refuses what the protocol forbids. */
class FrameSocketTest {

    private static final Server SERVER = new Server();
    private static @Nullable URI origin;

    @BeforeAll
    static void start() throws Exception {
        ServerConnector connector = new ServerConnector(SERVER);
        connector.setHost("127.0.0.1");
        SERVER.addConnector(connector);
        SERVER.setHandler(WebSocketUpgradeHandler.from(SERVER, container -> {
            container.setMaxTextMessageSize(1 << 20);
            container.addMapping("/echo", (request, response, callback) -> new Answering());
            container.addMapping("/no", (request, response, callback) -> {
                response.setStatus(429);
                callback.succeeded();
                return null;
            });
        }));
        SERVER.start();
        origin = URI.create("http://127.0.0.1:" + connector.getLocalPort());
    }

    @AfterAll
    static void stop() throws Exception {
        SERVER.stop();
    }

    /** The lengths at which the frame's own form changes, and at which the buffer grows. */
    @ParameterizedTest
    @ValueSource(ints = {1, 125, 126, 511, 513, 4_096, 65_535})
    void frames_of_all_lengths_come_back_as_they_were(int length) throws Exception {
        Heard heard = new Heard();
        try (FrameSocket socket = FrameSocket.open(address(), "/echo", heard)) {
            String text = "x".repeat(length - 1) + "!";
            for (int i = 0; i < 5; i++) {
                socket.send(text);
            }
            for (int i = 0; i < 5; i++) {
                assertThat(heard.next()).isEqualTo(text);
            }
        }
    }

    @Test
    void a_ping_is_answered_and_not_heard() throws Exception {
        Heard heard = new Heard();
        try (FrameSocket socket = FrameSocket.open(address(), "/echo", heard)) {
            socket.send("ping me");

            assertThat(heard.next()).isEqualTo("pong with 1");
        }
    }

    @Test
    void the_close_code_of_the_server_is_heard() throws Exception {
        Heard heard = new Heard();
        try (FrameSocket socket = FrameSocket.open(address(), "/echo", heard)) {
            socket.send("close me");

            assertThat(heard.next()).isEqualTo("closed 4008");
        }
    }

    @Test
    void a_refusal_has_its_status() {
        assertThatThrownBy(() -> FrameSocket.open(address(), "/no", new Heard()).close())
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refused -> assertThat(refused.status()).isEqualTo(429));
    }

    private static URI address() {
        if (origin == null) {
            throw new IllegalStateException("not started");
        }
        return origin;
    }

    /** Collects what a socket gets. */
    private static final class Heard implements FrameListener {

        private final BlockingQueue<String> texts = new LinkedBlockingQueue<>();

        String next() throws InterruptedException {
            String text = texts.poll(10, TimeUnit.SECONDS);
            return text == null ? "nothing within 10 s" : text;
        }

        @Override
        public void frame(byte[] buffer, int offset, int length, long nanos) {
            texts.add(new String(buffer, offset, length, StandardCharsets.UTF_8));
        }

        @Override
        public void closed(int code) {
            texts.add("closed " + code);
        }
    }

    /** Public, as Jetty looks its methods up. */
    public static final class Answering implements Session.Listener.AutoDemanding {

        private volatile @Nullable Session session;

        @Override
        public void onWebSocketOpen(Session opened) {
            session = opened;
        }

        @Override
        public void onWebSocketText(String text) {
            Session open = session;
            if (open == null) {
                return;
            }
            switch (text) {
                case "ping me" -> open.sendPing(ByteBuffer.wrap(new byte[] {1}), Callback.NOOP);
                case "close me" -> open.close(4008, "too slow", Callback.NOOP);
                default -> open.sendText(text, Callback.NOOP);
            }
        }

        @Override
        public void onWebSocketPong(ByteBuffer payload) {
            Session open = session;
            if (open != null) {
                open.sendText("pong with " + payload.get(payload.position()), Callback.NOOP);
            }
        }
    }
}
