package com.numeneon.standalone.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.numeneon.contracts.json.ContractJson;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;

/** A browser's socket: what arrives is taken in order, and a frame that nobody expected is found at the end. */
final class FrameSocket implements WebSocket.Listener, AutoCloseable {

    private static final long PATIENCE_SECONDS = 10;

    private final StringBuilder pieces = new StringBuilder();
    private final BlockingQueue<JsonNode> frames = new LinkedBlockingQueue<>();
    private final CompletableFuture<Integer> closeCode = new CompletableFuture<>();
    private WebSocket socket;

    static FrameSocket open(HttpClient http, URI origin, String token) {
        var opened = new FrameSocket();
        URI address = URI.create(origin.toString().replaceFirst("^http", "ws") + "/ws/notifications/?token=" + token);
        opened.socket = http.newWebSocketBuilder().buildAsync(address, opened).join();
        opened.next("connection_established");
        return opened;
    }

    /** The {@code data} of the next frame, which must be of this type. */
    JsonNode next(String type) {
        try {
            JsonNode frame = frames.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            assertThat(frame).as("a frame of type %s", type).isNotNull();
            assertThat(frame.get("type").asString()).as("type of %s", frame).isEqualTo(type);
            return frame.get("data");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Sends a ping and takes its answer: every frame that was pushed before has been seen then. */
    void expectNothingMore() {
        socket.sendText("{\"type\":\"ping\"}", true).join();
        assertThat(next("pong")).isNull();
    }

    int closeCode() {
        return closeCode.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
    }

    @Override
    public CompletionStage<?> onText(WebSocket webSocket, CharSequence piece, boolean last) {
        pieces.append(piece);
        if (last) {
            frames.add(DescribedFrames.checked(ContractJson.mapper().readTree(pieces.toString())));
            pieces.setLength(0);
        }
        webSocket.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket webSocket, int code, String reason) {
        closeCode.complete(code);
        return null;
    }

    @Override
    public void onError(WebSocket webSocket, Throwable error) {
        closeCode.completeExceptionally(error);
    }

    @Override
    public void close() {
        socket.abort();
    }
}
