package com.numeneon.standalone.frontdoor;

import io.undertow.client.ClientCallback;
import io.undertow.client.ClientConnection;
import io.undertow.client.ClientExchange;
import io.undertow.client.ClientRequest;
import io.undertow.client.UndertowClient;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderMap;
import io.undertow.util.HeaderValues;
import io.undertow.util.Headers;
import io.undertow.util.StatusCodes;
import io.undertow.util.StringReadChannelListener;
import io.undertow.util.WorkerUtils;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xnio.IoUtils;
import org.xnio.OptionMap;
import org.xnio.Options;
import org.xnio.StreamConnection;
import org.xnio.XnioExecutor;
import org.xnio.channels.Channels;

/**
 * One client's WebSocket handshake, offered to one pod after the other until one takes it or says no.
 *
 * <p>The next pod is tried when one takes no connection, breaks off, does not answer in time or answers 503; a handshake has
 * no body and changes nothing, so it may be sent again. Every other answer (401, 403, 429, ...) is the client's, as it is, and
 * so is the last pod's 503. Runs on the exchange's I/O thread alone. Never logs the URL: its query carries a token.
 */
final class SocketHandshake {

    private static final Logger log = LoggerFactory.getLogger(SocketHandshake.class);
    private static final OptionMap TCP = OptionMap.create(Options.TCP_NODELAY, true);

    private final HttpServerExchange exchange;
    private final Pods pods;
    private final Refusals refusals;
    private final Timing timing;
    private final Set<Pod> tried = new HashSet<>();
    private Refusal ifNoneIsLeft = Refusal.NO_POD;

    SocketHandshake(HttpServerExchange exchange, Pods pods, Refusals refusals, Timing timing) {
        this.exchange = exchange;
        this.pods = pods;
        this.refusals = refusals;
        this.timing = timing;
    }

    void tryNext() {
        Pod pod = exchange.getConnection().isOpen() ? pods.take(tried) : null;
        if (pod == null) {
            refusals.send(exchange, ifNoneIsLeft);
            return;
        }
        tried.add(pod);
        new Offer(pod).make();
    }

    private ClientRequest request() {
        ClientRequest request = new ClientRequest().setMethod(exchange.getRequestMethod());
        String query = exchange.getQueryString();
        request.setPath(query.isEmpty() ? exchange.getRequestPath() : exchange.getRequestPath() + "?" + query);
        copy(exchange.getRequestHeaders(), request.getRequestHeaders());
        request.getRequestHeaders().put(Headers.CONNECTION, Headers.UPGRADE_STRING);
        return request;
    }

    private static void copy(HeaderMap from, HeaderMap to) {
        for (HeaderValues values : from) {
            to.putAll(values.getHeaderName(), values);
        }
    }

    /** The handshake at one pod; ends once, and gives the pod back unless a socket came of it. */
    private final class Offer {

        private final Pod pod;
        private final XnioExecutor.Key deadline;
        private @Nullable ClientConnection connection;
        private boolean over;

        Offer(Pod pod) {
            this.pod = pod;
            this.deadline = WorkerUtils.executeAfter(
                    exchange.getIoThread(),
                    this::tooSlow,
                    timing.handshakeWithin().toMillis(),
                    TimeUnit.MILLISECONDS);
        }

        void make() {
            UndertowClient.getInstance()
                    .connect(
                            callback(this::connected, this::refused),
                            pod.address().origin(),
                            exchange.getIoThread(),
                            exchange.getConnection().getByteBufferPool(),
                            TCP);
        }

        private void connected(ClientConnection made) {
            if (over) {
                IoUtils.safeClose(made);
                return;
            }
            connection = made;
            made.sendRequest(
                    request(),
                    callback(
                            sent -> sent.setResponseListener(callback(this::answered, this::brokeOff)),
                            this::brokeOff));
        }

        private void answered(ClientExchange answer) {
            if (over) {
                return;
            }
            int status = answer.getResponse().getResponseCode();
            if (status == StatusCodes.SWITCHING_PROTOCOLS) {
                open(answer);
            } else if (status == StatusCodes.SERVICE_UNAVAILABLE && pods.hasReady(tried)) {
                log.info("Pod takes no more sockets, trying another pod={}", pod.address());
                giveUp();
                tryNext();
            } else {
                passOn(answer);
            }
        }

        private void open(ClientExchange answer) {
            over = true;
            deadline.remove();
            exchange.getConnection().addCloseListener(closed -> {
                IoUtils.safeClose(answer.getConnection());
                pod.release();
            });
            copy(answer.getResponse().getResponseHeaders(), exchange.getResponseHeaders());
            exchange.upgradeChannel((client, self) -> join(client, answer));
            exchange.endExchange();
        }

        private void join(StreamConnection client, ClientExchange answer) {
            try {
                Channels.drain(answer.getResponseChannel(), Long.MAX_VALUE);
                StreamConnection server = answer.getConnection().performUpgrade();
                new SocketTunnel(client, server, exchange.getConnection().getByteBufferPool(), timing).start();
            } catch (IOException e) {
                log.warn("Socket could not be joined to its pod pod={}", pod.address(), e);
                IoUtils.safeClose(client);
            }
        }

        private void passOn(ClientExchange answer) {
            exchange.setStatusCode(answer.getResponse().getResponseCode());
            HeaderMap headers = exchange.getResponseHeaders();
            copy(answer.getResponse().getResponseHeaders(), headers);
            headers.remove(Headers.CONNECTION);
            headers.remove(Headers.TRANSFER_ENCODING);
            headers.remove(Headers.CONTENT_LENGTH);
            new StringReadChannelListener(exchange.getConnection().getByteBufferPool()) {
                @Override
                protected void stringDone(String body) {
                    giveUp();
                    exchange.getResponseSender().send(body);
                }

                @Override
                protected void error(IOException e) {
                    headers.clear();
                    brokeOff(e);
                }
            }.setup(answer.getResponseChannel());
        }

        private void refused(IOException e) {
            pod.refusedConnection();
            failed(Refusal.NO_POD);
        }

        private void brokeOff(IOException e) {
            failed(Refusal.BROKEN_OFF);
        }

        private void tooSlow() {
            log.warn("Pod does not answer a handshake pod={}", pod.address());
            failed(Refusal.NO_ANSWER);
        }

        private void failed(Refusal refusal) {
            if (!over) {
                ifNoneIsLeft = refusal;
                giveUp();
                tryNext();
            }
        }

        private void giveUp() {
            over = true;
            deadline.remove();
            pod.release();
            if (connection != null) {
                IoUtils.safeClose(connection);
            }
        }
    }

    private static <T> ClientCallback<T> callback(Consumer<T> completed, Consumer<IOException> failed) {
        return new ClientCallback<>() {
            @Override
            public void completed(T result) {
                completed.accept(result);
            }

            @Override
            public void failed(IOException e) {
                failed.accept(e);
            }
        };
    }
}
