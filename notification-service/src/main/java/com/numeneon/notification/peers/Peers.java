package com.numeneon.notification.peers;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** All pods, this one among them, and how they are called. Safe for all threads. */
public final class Peers implements AutoCloseable {

    /** For a connection on the same network. */
    private static final Duration CONNECT = Duration.ofSeconds(2);

    private final PeerSettings settings;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT)
            // Pods reach each other directly, whatever this process was told about the way out.
            .proxy(HttpClient.Builder.NO_PROXY)
            .build();

    public Peers(PeerSettings settings) {
        this.settings = settings;
    }

    /**
     * Asks the resolver each time, as pods come and go; blocks for as long as that takes.
     *
     * @param self this pod; the others may know it under another address too
     */
    Found find(Peer self) {
        Set<Peer> peers = new LinkedHashSet<>();
        peers.add(self);
        List<String> unknown = new ArrayList<>();
        for (PeerSettings.Name name : settings.names()) {
            try {
                for (InetAddress address : InetAddress.getAllByName(name.host())) {
                    peers.add(Peer.at(address, name.port()));
                }
            } catch (UnknownHostException e) {
                unknown.add(name.host() + ":" + name.port());
            }
        }
        return new Found(List.copyOf(peers), List.copyOf(unknown));
    }

    /** @param unknown names that have no address */
    record Found(List<Peer> peers, List<String> unknown) {}

    /** A request to this pod, allowed to do what an operator may. */
    public HttpRequest.Builder request(Peer peer, String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(peer.port().resolve(path));
        settings.token().ifPresent(token -> request.header("Authorization", "Bearer " + token));
        return request;
    }

    /**
     * The whole answer within this time, or a failure; the call is given up then. Not the client's own limit, which a pod
     * keeps that begins to answer and then stops.
     *
     * @param longest bytes; a longer answer is a failure
     */
    public CompletableFuture<HttpResponse<String>> call(HttpRequest request, Duration patience, long longest) {
        CompletableFuture<HttpResponse<String>> call = http.sendAsync(
                request, HttpResponse.BodyHandlers.limiting(HttpResponse.BodyHandlers.ofString(), longest));
        return call.copy()
                .orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS)
                .whenComplete((response, failure) -> call.cancel(true));
    }

    /** Of a call that failed. */
    public static String sentence(Throwable failure, Duration patience) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof TimeoutException) {
            return "Does not answer: nothing within " + patience.toSeconds() + " s.";
        }
        return "Does not answer: "
                + (cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage());
    }

    @Override
    public void close() {
        // Not close(), which waits for calls that may still run.
        http.shutdownNow();
    }
}
