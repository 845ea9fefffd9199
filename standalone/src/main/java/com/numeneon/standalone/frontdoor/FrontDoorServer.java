package com.numeneon.standalone.frontdoor;

import io.undertow.UndertowOptions;
import io.undertow.connector.ByteBufferPool;
import io.undertow.server.DefaultByteBufferPool;
import io.undertow.server.HttpHandler;
import io.undertow.server.handlers.proxy.ProxyHandler;
import io.undertow.server.protocol.http.HttpOpenListener;
import io.undertow.util.Methods;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.xnio.ChannelListener;
import org.xnio.ChannelListeners;
import org.xnio.IoUtils;
import org.xnio.OptionMap;
import org.xnio.Options;
import org.xnio.StreamConnection;
import org.xnio.Xnio;
import org.xnio.XnioWorker;
import org.xnio.channels.AcceptingChannel;

/**
 * The listening front door: one port, a few I/O threads, no thread per connection.
 *
 * <p>Serves from {@link #start} until {@link #close}; each is called once.
 */
final class FrontDoorServer implements AutoCloseable {

    private static final int READ_BUFFER = 16 * 1024;

    private final Timing timing;
    private final Pods api;
    private final Pods notification;
    private final ReadinessPoll poll;
    private final List<PodProxyClient> proxies;
    private final XnioWorker worker;
    private final AcceptingChannel<? extends StreamConnection> listener;

    private FrontDoorServer(FrontDoorSettings settings) throws IOException {
        timing = settings.timing();
        api = new Pods(settings.apiTargets());
        notification = new Pods(settings.notificationTargets());
        PodProxyClient apiProxy = new PodProxyClient(api);
        PodProxyClient notificationProxy = new PodProxyClient(notification);
        proxies = List.of(apiProxy, notificationProxy);
        Refusals refusals = new Refusals(settings.allowedOrigins());
        HttpHandler entrance = new Entrance(
                refusals,
                new SocketProxy(notification, refusals, timing),
                requests(notificationProxy, notification, refusals),
                requests(apiProxy, api, refusals));
        worker = Xnio.getInstance()
                .createWorker(OptionMap.builder()
                        .set(Options.WORKER_NAME, "frontdoor")
                        .set(
                                Options.WORKER_IO_THREADS,
                                Math.clamp(Runtime.getRuntime().availableProcessors(), 2, 8))
                        .set(Options.WORKER_TASK_CORE_THREADS, 1)
                        .set(Options.WORKER_TASK_MAX_THREADS, 1)
                        .getMap());
        listener = listen(settings, entrance);
        poll = new ReadinessPoll(timing, api, notification);
    }

    /** @throws IOException if it cannot listen on that port */
    static FrontDoorServer start(FrontDoorSettings settings) throws IOException {
        FrontDoorServer server = new FrontDoorServer(settings);
        server.poll.start();
        // Whoever gets an answer gets a working system: until here, connections wait.
        server.poll.awaitFirstVerdicts();
        server.listener.resumeAccepts();
        return server;
    }

    int port() {
        return listener.getLocalAddress(InetSocketAddress.class).getPort();
    }

    List<PodAddress> readyPods() {
        return pods().filter(Pod::isReady).map(Pod::address).toList();
    }

    /** Open sockets or running requests of one pod. */
    int inUse(PodAddress pod) {
        return pods().filter(candidate -> candidate.address().equals(pod))
                .mapToInt(Pod::inUse)
                .sum();
    }

    private Stream<Pod> pods() {
        return Stream.concat(api.all().stream(), notification.all().stream());
    }

    /** Takes no new connection, lets running api requests end for a bounded time, then closes everything. */
    @Override
    public void close() {
        IoUtils.safeClose(listener);
        awaitRequests();
        poll.close();
        proxies.forEach(PodProxyClient::close);
        worker.shutdownNow();
    }

    private void awaitRequests() {
        long until = System.nanoTime() + timing.drainWithin().toNanos();
        try {
            while (api.inUse() > 0 && System.nanoTime() < until) {
                Thread.sleep(Duration.ofMillis(20));
            }
        } catch (InterruptedException ignored) {
            Thread.currentThread().interrupt();
        }
    }

    private HttpHandler requests(PodProxyClient client, Pods pods, Refusals refusals) {
        HttpHandler proxy = ProxyHandler.builder()
                .setProxyClient(client)
                .setNext(exchange -> refusals.send(exchange, Refusal.NO_POD))
                .setMaxRequestTime(millis(timing.answerWithin()))
                .setMaxConnectionRetries(pods.all().size())
                // Only what changes nothing may be sent a second time after it was sent once.
                .setIdempotentRequestPredicate(
                        exchange -> exchange.getRequestMethod().equals(Methods.GET)
                                || exchange.getRequestMethod().equals(Methods.HEAD))
                .build();
        return new RequestBodies(proxy, refusals, timing.answerWithin());
    }

    private AcceptingChannel<? extends StreamConnection> listen(FrontDoorSettings settings, HttpHandler entrance)
            throws IOException {
        ByteBufferPool buffers = new DefaultByteBufferPool(true, READ_BUFFER, 1000, 4);
        HttpOpenListener http = new HttpOpenListener(
                buffers,
                OptionMap.builder()
                        // Above the entrance's own limits, so that its answers (414, 431) are what a client gets.
                        .set(UndertowOptions.MAX_HEADER_SIZE, 256 << 10)
                        .set(UndertowOptions.MAX_PARAMETERS, Entrance.MAX_URL)
                        // No limit here: above a limit Undertow resets the connection instead of answering.
                        .set(UndertowOptions.MAX_ENTITY_SIZE, -1L)
                        // The pods judge paths and queries; they get them as they came.
                        .set(UndertowOptions.DECODE_URL, false)
                        .set(UndertowOptions.ALLOW_UNESCAPED_CHARACTERS_IN_URL, true)
                        .set(UndertowOptions.NO_REQUEST_TIMEOUT, millis(timing.idleAfter()))
                        .set(UndertowOptions.REQUEST_PARSE_TIMEOUT, millis(timing.idleAfter()))
                        .getMap());
        http.setRootHandler(entrance);
        ChannelListener<StreamConnection> open = connection -> {
            connection
                    .getSinkChannel()
                    .setConduit(new UnreadableRequestConduit(
                            connection.getSinkChannel().getConduit()));
            http.handleEvent(connection);
        };
        InetSocketAddress address = settings.address().isEmpty()
                ? new InetSocketAddress(settings.port())
                : new InetSocketAddress(settings.address(), settings.port());
        try {
            return worker.createStreamConnectionServer(
                    address,
                    ChannelListeners.openListenerAdapter(open),
                    OptionMap.builder()
                            .set(Options.TCP_NODELAY, true)
                            .set(Options.REUSE_ADDRESSES, true)
                            .set(Options.BACKLOG, 4096)
                            .getMap());
        } catch (IOException e) {
            worker.shutdownNow();
            throw e;
        }
    }

    private static int millis(Duration duration) {
        return Math.toIntExact(duration.toMillis());
    }
}
