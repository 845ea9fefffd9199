package com.numeneon.standalone.frontdoor;

import io.undertow.client.UndertowClient;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.handlers.proxy.ConnectionPoolManager;
import io.undertow.server.handlers.proxy.ProxyCallback;
import io.undertow.server.handlers.proxy.ProxyClient;
import io.undertow.server.handlers.proxy.ProxyConnection;
import io.undertow.server.handlers.proxy.ProxyConnectionPool;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.xnio.OptionMap;
import org.xnio.Options;

/**
 * Finds the pod and the kept-alive connection for each request that is no WebSocket handshake.
 *
 * <p>A pod that takes no connection is left out and the next one tried, as long as nothing was sent. Runs on the
 * exchange's I/O thread.
 */
final class PodProxyClient implements ProxyClient, AutoCloseable {

    private record Target(Pod pod) implements ProxyTarget {}

    private final Pods pods;
    private final Map<Pod, ProxyConnectionPool> connections;

    PodProxyClient(Pods pods) {
        this.pods = pods;
        OptionMap options = OptionMap.create(Options.TCP_NODELAY, true);
        this.connections = pods.all().stream()
                .collect(Collectors.toMap(
                        Function.identity(),
                        pod -> new ProxyConnectionPool(
                                new PoolLimits(pod), pod.address().origin(), UndertowClient.getInstance(), options)));
    }

    @Override
    public @Nullable ProxyTarget findTarget(HttpServerExchange exchange) {
        Pod pod = Attempt.of(exchange).begin(pods);
        return pod == null ? null : new Target(pod);
    }

    @Override
    public void getConnection(
            ProxyTarget target,
            HttpServerExchange exchange,
            ProxyCallback<ProxyConnection> callback,
            long timeout,
            TimeUnit unit) {
        Pod pod = ((Target) target).pod();
        ProxyConnectionPool pool = connections.get(pod);
        if (pool == null) {
            throw new IllegalStateException("No connections to pod " + pod.address());
        }
        pool.connect(target, exchange, new Watch(pod, callback), timeout, unit, false);
    }

    @Override
    public void close() {
        connections.values().forEach(ProxyConnectionPool::close);
    }

    private record Watch(Pod pod, ProxyCallback<ProxyConnection> proxy) implements ProxyCallback<ProxyConnection> {

        @Override
        public void completed(HttpServerExchange exchange, ProxyConnection connection) {
            Attempt.of(exchange).isBeingSent();
            proxy.completed(exchange, connection);
        }

        @Override
        public void failed(HttpServerExchange exchange) {
            pod.refusedConnection();
            Attempt.of(exchange).unreachable(pod);
            proxy.failed(exchange);
        }

        @Override
        public void queuedRequestFailed(HttpServerExchange exchange) {
            Attempt.of(exchange).unreachable(pod);
            proxy.queuedRequestFailed(exchange);
        }

        @Override
        public void couldNotResolveBackend(HttpServerExchange exchange) {
            proxy.couldNotResolveBackend(exchange);
        }
    }

    /** Limits are per I/O thread. Nothing waits for a connection: a pod with that many requests is full. */
    private record PoolLimits(Pod pod) implements ConnectionPoolManager {

        @Override
        public int getMaxConnections() {
            return 1000;
        }

        @Override
        public int getMaxCachedConnections() {
            return 64;
        }

        @Override
        public int getSMaxConnections() {
            return 0;
        }

        /** Well below the 30 s after which the pods' server closes an idle connection: no request meets that moment. */
        @Override
        public long getTtl() {
            return TimeUnit.SECONDS.toMillis(10);
        }

        @Override
        public int getMaxQueueSize() {
            return 0;
        }

        /** The readiness poll alone decides when a pod is asked again. */
        @Override
        public int getProblemServerRetry() {
            return -1;
        }

        @Override
        public boolean isAvailable() {
            return pod.isReady();
        }

        @Override
        public boolean handleError() {
            return false;
        }

        @Override
        public boolean clearError() {
            return true;
        }
    }
}
