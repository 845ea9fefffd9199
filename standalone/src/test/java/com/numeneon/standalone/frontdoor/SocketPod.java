package com.numeneon.standalone.frontdoor;

import io.undertow.Handlers;
import io.undertow.Undertow;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.websockets.core.AbstractReceiveListener;
import io.undertow.websockets.core.BufferedTextMessage;
import io.undertow.websockets.core.WebSocketChannel;
import io.undertow.websockets.core.WebSockets;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A real small WebSocket server: greets, echoes, and refuses handshakes with a status when the test says so. */
final class SocketPod implements AutoCloseable {

    private final Undertow server;
    private final ManagementPort management = new ManagementPort();
    private final Set<WebSocketChannel> open = ConcurrentHashMap.newKeySet();
    private final List<String> queries = new CopyOnWriteArrayList<>();
    private final AtomicInteger handshakes = new AtomicInteger();
    private volatile @Nullable Integer refuseWith;

    SocketPod(String name) {
        HttpHandler sockets = Handlers.websocket((exchange, channel) -> {
            open.add(channel);
            channel.addCloseTask(open::remove);
            channel.getReceiveSetter().set(new AbstractReceiveListener() {
                @Override
                protected void onFullTextMessage(WebSocketChannel self, BufferedTextMessage message) {
                    WebSockets.sendText(message.getData(), self, null);
                }
            });
            channel.resumeReceives();
            WebSockets.sendText(name, channel, null);
        });
        server = Undertow.builder()
                .addHttpListener(0, "127.0.0.1")
                .setIoThreads(2)
                .setWorkerThreads(2)
                .setHandler(exchange -> handle(exchange, sockets))
                .build();
        server.start();
    }

    private void handle(HttpServerExchange exchange, HttpHandler sockets) throws Exception {
        handshakes.incrementAndGet();
        queries.add(exchange.getQueryString());
        Integer status = refuseWith;
        if (status == null) {
            sockets.handleRequest(exchange);
        } else {
            exchange.setStatusCode(status);
            exchange.getResponseSender().send("{\"detail\":\"refused with " + status + "\"}");
        }
    }

    PodAddress address() {
        int port = ((InetSocketAddress) server.getListenerInfo().getFirst().getAddress()).getPort();
        return new PodAddress("127.0.0.1", port, management.port());
    }

    ManagementPort management() {
        return management;
    }

    void refusesWith(int status) {
        refuseWith = status;
    }

    int handshakes() {
        return handshakes.get();
    }

    List<String> queries() {
        return queries;
    }

    int openSockets() {
        return open.size();
    }

    void closeSockets(int count, int code) {
        open.stream().limit(count).forEach(channel -> WebSockets.sendClose(code, "", channel, null));
    }

    @Override
    public void close() {
        server.stop();
        management.close();
    }
}
