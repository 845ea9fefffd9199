package com.numeneon.standalone.frontdoor;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A WebSocket client that notes what it hears, over Java's own. */
final class SocketClient implements WebSocket.Listener {

    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    private final CompletableFuture<Integer> end = new CompletableFuture<>();
    private final StringBuilder partial = new StringBuilder();
    private @Nullable WebSocket socket;

    static CompletableFuture<SocketClient> open(HttpClient http, URI url) {
        SocketClient client = new SocketClient();
        return http.newWebSocketBuilder().buildAsync(url, client).thenApply(socket -> {
            client.socket = socket;
            return client;
        });
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket self, CharSequence data, boolean last) {
        partial.append(data);
        if (last) {
            heard.add(partial.toString());
            partial.setLength(0);
        }
        self.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket self, int code, String reason) {
        end.complete(code);
        return null;
    }

    @Override
    public void onError(WebSocket self, Throwable error) {
        end.complete(1006);
    }

    void say(String text) {
        socket().sendText(text, true).join();
    }

    /** The next text, waited for. */
    String hear() throws InterruptedException {
        String text = heard.poll(20, TimeUnit.SECONDS);
        if (text == null) {
            throw new AssertionError("Nothing was heard for 20 s");
        }
        return text;
    }

    /** The close code, 1006 for a connection that ended without one. */
    int awaitEnd() throws Exception {
        return end.get(20, TimeUnit.SECONDS);
    }

    void close() {
        socket().sendClose(1000, "").join();
    }

    private WebSocket socket() {
        if (socket == null) {
            throw new IllegalStateException("Not open");
        }
        return socket;
    }
}
