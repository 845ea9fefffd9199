package com.numeneon.standalone.frontdoor;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/** A real small api server that notes what reaches it and answers as the test says, its own name by default. */
final class ApiPod implements AutoCloseable {

    /** One request as it arrived. */
    record Seen(String method, String uri, Map<String, List<String>> headers, String body) {

        /** All values of a header, joined by commas. */
        String header(String name) {
            return headers.entrySet().stream()
                    .filter(header -> header.getKey().equalsIgnoreCase(name))
                    .flatMap(header -> header.getValue().stream())
                    .reduce((left, right) -> left + "," + right)
                    .orElse("");
        }
    }

    private final HttpServer server;
    private final ManagementPort management = new ManagementPort();
    private final List<Seen> seen = new CopyOnWriteArrayList<>();
    private final List<InetSocketAddress> peers = new CopyOnWriteArrayList<>();

    ApiPod(String name) {
        this(0, exchange -> answer(exchange, 200, name));
    }

    ApiPod(HttpHandler handler) {
        this(0, handler);
    }

    ApiPod(int port, HttpHandler handler) {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> {
            byte[] body = exchange.getRequestBody().readAllBytes();
            peers.add(exchange.getRemoteAddress());
            seen.add(new Seen(
                    exchange.getRequestMethod(),
                    exchange.getRequestURI().toString(),
                    Map.copyOf(exchange.getRequestHeaders()),
                    new String(body, StandardCharsets.UTF_8)));
            handler.handle(exchange);
        });
        server.start();
    }

    static void answer(HttpExchange exchange, int status, String body) throws IOException {
        try (exchange) {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/plain");
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    PodAddress address() {
        return new PodAddress("127.0.0.1", server.getAddress().getPort(), management.port());
    }

    ManagementPort management() {
        return management;
    }

    List<Seen> seen() {
        return seen;
    }

    /** How many connections the requests came on. */
    long connections() {
        return peers.stream().distinct().count();
    }

    /** Its public port is gone; its management port goes on saying what it said. */
    void stopServing() {
        server.stop(0);
    }

    @Override
    public void close() {
        server.stop(0);
        management.close();
    }
}
