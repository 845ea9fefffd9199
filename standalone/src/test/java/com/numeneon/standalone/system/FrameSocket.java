package com.numeneon.standalone.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.numeneon.contracts.json.ContractJson;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A browser's socket: what arrives is taken in order, and a frame that nobody expected is found at the end. */
final class FrameSocket implements WebSocket.Listener, AutoCloseable {

    private static final long PATIENCE_SECONDS = 10;

    private final StringBuilder pieces = new StringBuilder();
    private final BlockingQueue<JsonNode> frames = new LinkedBlockingQueue<>();
    private final CompletableFuture<Integer> closeCode = new CompletableFuture<>();
    private final URI origin;
    private @Nullable WebSocket socket;

    private FrameSocket(URI origin) {
        this.origin = origin;
    }

    /** Open, and its first frame taken. */
    static FrameSocket open(HttpClient http, URI origin, String token) {
        FrameSocket opened = openUnread(http, origin, token);
        opened.next("connection_established");
        return opened;
    }

    /** Open, with no frame taken yet. */
    static FrameSocket openUnread(HttpClient http, URI origin, String token) {
        var opened = new FrameSocket(origin);
        URI address = URI.create(origin.toString().replaceFirst("^http", "ws") + "/ws/notifications/?token=" + token);
        opened.socket = http.newWebSocketBuilder().buildAsync(address, opened).join();
        return opened;
    }

    /** The next frame, whole. */
    JsonNode next() {
        try {
            JsonNode frame = frames.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (frame == null) {
                throw new AssertionError("no frame within " + PATIENCE_SECONDS + " s on a socket at " + origin);
            }
            return frame;
        } catch (InterruptedException e) {
            throw RunningSystem.interrupted(e);
        }
    }

    /** The {@code data} of the next frame, which must be of this type; a JSON null when it has none. */
    JsonNode next(String type) {
        JsonNode frame = next();
        assertThat(frame.get("type").asString()).as("type of %s", frame).isEqualTo(type);
        return frame.has("data") ? frame.get("data") : ContractJson.mapper().nullNode();
    }

    /** Whether one has arrived that was not taken. */
    boolean hasFrame() {
        return !frames.isEmpty();
    }

    void send(String text) {
        Objects.requireNonNull(socket).sendText(text, true).join();
    }

    /** Sends a ping and takes its answer: every frame that was pushed before has been seen then. */
    void expectNothingMore() {
        send("{\"type\":\"ping\"}");
        assertThat(next("pong").isNull()).isTrue();
    }

    boolean isClosed() {
        return closeCode.isDone();
    }

    int closeCode() {
        return closeCode.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket webSocket, CharSequence piece, boolean last) {
        pieces.append(piece);
        if (last) {
            frames.add(DescribedFrames.checked(ContractJson.mapper().readTree(pieces.toString())));
            pieces.setLength(0);
        }
        webSocket.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket webSocket, int code, String reason) {
        closeCode.complete(code);
        return null;
    }

    @Override
    public void onError(WebSocket webSocket, Throwable error) {
        closeCode.completeExceptionally(error);
    }

    @Override
    public void close() {
        Objects.requireNonNull(socket).abort();
    }
}
