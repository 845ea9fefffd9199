package com.numeneon.notification.testing;

import com.numeneon.contracts.json.ContractJson;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A well-behaved socket that keeps every frame; answers pings by itself, as browsers do. */
public final class Client implements AutoCloseable {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Listener listener;
    private final WebSocket socket;

    private Client(Listener listener, WebSocket socket) {
        this.listener = listener;
        this.socket = socket;
    }

    /** Opens the socket and waits for its first frame, which {@link #frames} leaves out. */
    public static Client open(URI uri, String... headers) {
        Listener listener = new Listener();
        WebSocket.Builder builder = HTTP.newWebSocketBuilder();
        for (int i = 0; i < headers.length; i += 2) {
            builder.header(headers[i], headers[i + 1]);
        }
        Client client = new Client(listener, builder.buildAsync(uri, listener).join());
        Awaitility.await("first frame").atMost(PATIENCE).until(() -> !listener.texts.isEmpty());
        return client;
    }

    public JsonNode firstFrame() {
        return ContractJson.mapper().readTree(listener.texts.getFirst());
    }

    /** The frames after the first, to the letter. */
    public List<String> frames() {
        List<String> all = List.copyOf(listener.texts);
        return all.subList(1, all.size());
    }

    public List<String> awaitFrames(int count) {
        Awaitility.await("frames of a socket").atMost(PATIENCE).until(() -> frames().size() >= count);
        return frames();
    }

    public Client send(String text) {
        try {
            socket.sendText(text, true).join();
        } catch (CompletionException e) {
            // The server has closed meanwhile, which is what the test waits for.
        }
        return this;
    }

    public void sendBinary(byte[] bytes) {
        socket.sendBinary(java.nio.ByteBuffer.wrap(bytes), true).join();
    }

    /** The code with which the server closed. */
    public int awaitClose() {
        return awaitClose(PATIENCE);
    }

    public int awaitClose(Duration limit) {
        try {
            return listener.closed.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new AssertionError("not closed within " + limit, e);
        } catch (Exception e) {
            throw new AssertionError("broke instead of being closed", e);
        }
    }

    public boolean isOpen() {
        return !listener.closed.isDone();
    }

    /** Says goodbye with 1000. */
    public void leave() {
        socket.sendClose(WebSocket.NORMAL_CLOSURE, "").join();
    }

    @Override
    public void close() {
        socket.abort();
    }

    private static final class Listener implements WebSocket.Listener {

        private final List<String> texts = new CopyOnWriteArrayList<>();
        private final StringBuilder pieces = new StringBuilder();
        private final CompletableFuture<Integer> closed = new CompletableFuture<>();

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
            pieces.append(data);
            if (last) {
                texts.add(pieces.toString());
                pieces.setLength(0);
            }
            webSocket.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket webSocket, int statusCode, String reason) {
            closed.complete(statusCode);
            return null;
        }

        @Override
        public void onError(WebSocket webSocket, Throwable error) {
            closed.completeExceptionally(error);
        }
    }
}
