package com.numeneon.benchmarks.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Against sockets that answer byte for byte what a test says. */
class HttpConnectionTest {

    @Test
    void answers_of_each_form_are_read_over_one_connection() throws Exception {
        try (Script script = new Script(List.of(
                        "HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\nhello",
                        "HTTP/1.1 201 Created\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2;x=y\r\nde\r\n0\r\n\r\n",
                        "HTTP/1.1 204 No Content\r\n\r\n",
                        "HTTP/1.1 500 Oh\r\nContent-Length: 0\r\n\r\n"));
                HttpConnection connection = new HttpConnection(script.origin())) {
            assertThat(connection.get("/", null).text()).isEqualTo("hello");
            assertThat(connection.post("/", "token", "{}").text()).isEqualTo("abcde");
            assertThat(connection.get("/", null).status()).isEqualTo(204);
            assertThat(connection.get("/", null).status()).isEqualTo(500);
            assertThat(script.connections()).isEqualTo(1);
        }
    }

    @Test
    void after_an_answer_that_ends_the_connection_another_is_opened() throws Exception {
        try (Script script = new Script(List.of(
                        "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 1\r\n\r\na",
                        "HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nb"));
                HttpConnection connection = new HttpConnection(script.origin())) {
            assertThat(connection.get("/", null).text()).isEqualTo("a");
            assertThat(connection.get("/", null).text()).isEqualTo("b");
            assertThat(script.connections()).isEqualTo(2);
        }
    }

    @Test
    void half_an_answer_is_a_failure() throws Exception {
        try (Script script = new Script(List.of("HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\nhalf"));
                HttpConnection connection = new HttpConnection(script.origin())) {
            script.endAfterwards();

            assertThatThrownBy(() -> connection.get("/", null))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("in the middle of its body");
        }
    }

    /** Gives one answer after the other, whatever is asked. */
    private static final class Script implements AutoCloseable {

        private final ServerSocket server = new ServerSocket(0, 5, InetAddress.ofLiteral("127.0.0.1"));
        private final AtomicInteger connections = new AtomicInteger();
        private final AtomicInteger next = new AtomicInteger();
        private final List<String> answers;
        private volatile boolean endAfterwards;

        Script(List<String> answers) throws IOException {
            this.answers = answers;
            Thread.ofVirtual().start(this::serve);
        }

        URI origin() {
            return URI.create("http://127.0.0.1:" + server.getLocalPort());
        }

        int connections() {
            return connections.get();
        }

        void endAfterwards() {
            endAfterwards = true;
        }

        private void serve() {
            while (next.get() < answers.size()) {
                try (Socket socket = server.accept()) {
                    connections.incrementAndGet();
                    answer(socket);
                } catch (IOException e) {
                    return;
                }
            }
        }

        private void answer(Socket socket) throws IOException {
            byte[] request = new byte[4_096];
            OutputStream out = socket.getOutputStream();
            while (socket.getInputStream().read(request) >= 0) {
                String answer = answers.get(next.getAndIncrement());
                out.write(answer.getBytes(StandardCharsets.US_ASCII));
                out.flush();
                if (answer.contains("Connection: close") || endAfterwards) {
                    return;
                }
            }
        }

        @Override
        public void close() throws IOException {
            server.close();
        }
    }
}
