package com.numeneon.stress.clients;

import com.numeneon.stress.checker.EventName;
import com.numeneon.stress.checker.PageLog;
import com.numeneon.stress.checker.Receipt;
import com.numeneon.stress.checker.SocketLife;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * One page of a client: it opens a socket, and another one whenever that has ended, until it is closed. Writes down all
 * that it sees. Safe for all threads: every change is made under the page's own lock.
 */
public final class Page {

    private static final Duration HANDSHAKE = Duration.ofSeconds(15);
    private static final Duration CLOSING = Duration.ofSeconds(3);

    /** In a system that is well, what was committed this long before a page leaves has reached it. */
    private static final Duration UNDER_WAY = Duration.ofSeconds(10);

    private final String name;
    private final long userId;
    private final String token;
    private final boolean withCursor;
    private final Network network;
    private final Reconnect reconnect;

    private final List<Receipt> receipts = new ArrayList<>();
    private final Set<EventName> seen = new HashSet<>();
    private final List<SocketLife> ended = new ArrayList<>();
    private final List<String> resumes = new ArrayList<>();
    private @Nullable Connection current;
    private String cursor = "new";
    private int failures;
    private boolean closed;
    private @Nullable Instant from;
    private @Nullable Instant until;

    Page(String name, long userId, String token, boolean withCursor, Network network, Reconnect reconnect) {
        this.name = name;
        this.userId = userId;
        this.token = token;
        this.withCursor = withCursor;
        this.network = network;
        this.reconnect = reconnect;
    }

    String name() {
        return name;
    }

    long userId() {
        return userId;
    }

    String token() {
        return token;
    }

    boolean withCursor() {
        return withCursor;
    }

    synchronized void open() {
        if (closed || current != null) {
            return;
        }
        Connection connection = new Connection();
        current = connection;
        CompletableFuture<WebSocket> ignored = network.http()
                .newWebSocketBuilder()
                .connectTimeout(HANDSHAKE)
                .buildAsync(network.socketAddress(token, withCursor ? cursor : ""), connection)
                .whenComplete((socket, failure) -> {
                    if (failure != null) {
                        connection.ended("handshake failed: " + cause(failure));
                    }
                });
    }

    private static String cause(Throwable failure) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        return cause instanceof WebSocketHandshakeException refused
                ? "status " + refused.getResponse().statusCode()
                : String.valueOf(cause).replaceFirst("^[a-z.]+", "");
    }

    /** Whether its socket has brought its first frame, and after a resume all that was missed. */
    synchronized boolean isConnected() {
        return current != null && current.live;
    }

    synchronized boolean hasSeen(EventName event) {
        return seen.contains(event);
    }

    synchronized boolean isClosed() {
        return closed;
    }

    /** As when the network goes: the connection is reset, and the client notices. */
    synchronized void cut() {
        Connection connection = current;
        if (connection != null && connection.socket != null) {
            connection.socket.abort();
            connection.ended("cut by the client");
        }
    }

    /**
     * Says goodbye with 1000. With a cursor it comes back and goes on; without one this page is over.
     *
     * @return whether it was connected, else nothing happens
     */
    synchronized boolean leave() {
        Connection connection = current;
        if (connection == null || connection.socket == null || !connection.live) {
            return false;
        }
        connection.sayGoodbye();
        if (!withCursor) {
            closed = true;
            until = network.clock().instant().minus(UNDER_WAY);
        }
        connection.ended("left with 1000");
        return true;
    }

    /** Leaves for good. */
    synchronized void close() {
        closed = true;
        Connection connection = current;
        if (connection != null) {
            connection.sayGoodbye();
            connection.ended("closed at the end");
        }
    }

    public synchronized PageLog log() {
        List<SocketLife> sockets = new ArrayList<>(ended);
        if (current != null) {
            sockets.add(current.life(null, null));
        }
        return new PageLog(name, userId, withCursor, from, until, sockets, receipts, resumes);
    }

    /** One socket. What comes after its end is not seen: the page has turned away. */
    private final class Connection implements WebSocket.Listener {

        private final StringBuilder pieces = new StringBuilder();
        private final Instant openedAt = network.clock().instant();
        private final boolean resuming = withCursor && !cursor.equals("new");
        private @Nullable WebSocket socket;
        private @Nullable String sessionId;
        private @Nullable Instant liveAt;
        private boolean live;

        @Override
        public void onOpen(WebSocket webSocket) {
            synchronized (Page.this) {
                socket = webSocket;
                if (current == this) {
                    failures = 0;
                } else {
                    webSocket.abort();
                }
            }
            webSocket.request(1);
        }

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket webSocket, CharSequence piece, boolean last) {
            pieces.append(piece);
            if (last) {
                ReadFrame frame = ReadFrame.of(pieces.toString());
                pieces.setLength(0);
                synchronized (Page.this) {
                    if (current == this) {
                        take(frame);
                    }
                }
            }
            webSocket.request(1);
            return null;
        }

        private void take(ReadFrame frame) {
            Instant now = network.clock().instant();
            switch (frame.type()) {
                case "connection_established" -> {
                    sessionId = frame.data().get("session_id").asString();
                    live = !resuming;
                    liveAt = now;
                    from = from == null ? now : from;
                }
                case "resume" -> {
                    boolean recovered = frame.data().get("recovered").asBoolean();
                    resumes.add(
                            recovered ? "recovered" : frame.data().get("reason").asString());
                    live = true;
                }
                default ->
                    frame.event(userId).ifPresent(event -> {
                        seen.add(event);
                        receipts.add(new Receipt(event, frame.eventId(), frame.shown(), now, ended.size()));
                    });
            }
            if (frame.cursor() != null) {
                cursor = frame.cursor();
            }
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket webSocket, int code, String reason) {
            ended("closed with " + code);
            return null;
        }

        @Override
        public void onError(WebSocket webSocket, Throwable error) {
            ended("failed: " + cause(error));
        }

        private void ended(String how) {
            synchronized (Page.this) {
                if (current != this) {
                    return;
                }
                current = null;
                ended.add(life(network.clock().instant(), how));
                if (!closed) {
                    Duration pause = reconnect.after(failures++);
                    network.after(pause, Page.this::open);
                }
            }
        }

        private SocketLife life(@Nullable Instant endedAt, @Nullable String how) {
            return new SocketLife(sessionId, openedAt, liveAt, endedAt, how);
        }

        private void sayGoodbye() {
            WebSocket open = socket;
            if (open != null) {
                CompletableFuture<WebSocket> ignored = open.sendClose(WebSocket.NORMAL_CLOSURE, "");
                network.after(CLOSING, open::abort);
            }
        }
    }
}
