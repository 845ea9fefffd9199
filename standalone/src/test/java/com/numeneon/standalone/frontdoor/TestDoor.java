package com.numeneon.standalone.frontdoor;

import static org.awaitility.Awaitility.await;

import com.numeneon.contracts.origin.AllowedOrigins;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** A front door on a free port of the loopback, with short times. */
final class TestDoor implements AutoCloseable {

    /** An address on which nothing is ready: port 1 is nobody's. */
    static final PodAddress NOBODY = new PodAddress("127.0.0.1", 1, 1);

    static final Timing QUICK = new QuickTiming().build();

    private final FrontDoorServer server;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private TestDoor(List<PodAddress> api, List<PodAddress> notification, Timing timing) {
        try {
            server = FrontDoorServer.start(new FrontDoorSettings(
                    "127.0.0.1", 0, api, notification, AllowedOrigins.parse(AllowedOrigins.DEFAULT), timing));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    static TestDoor to(List<PodAddress> api, List<PodAddress> notification, Timing timing) {
        return new TestDoor(api, notification, timing);
    }

    static TestDoor toApi(ApiPod... pods) {
        return toApi(QUICK, pods);
    }

    /** Waits until every pod that says so is known to be ready. */
    static TestDoor toApi(Timing timing, ApiPod... pods) {
        TestDoor door = to(List.of(pods).stream().map(ApiPod::address).toList(), List.of(NOBODY), timing);
        door.awaitReady(Set.of(pods).stream().map(ApiPod::address).toList());
        return door;
    }

    static TestDoor toSockets(SocketPod... pods) {
        return toSockets(QUICK, pods);
    }

    static TestDoor toSockets(Timing timing, SocketPod... pods) {
        TestDoor door = to(
                List.of(NOBODY), List.of(pods).stream().map(SocketPod::address).toList(), timing);
        door.awaitReady(Set.of(pods).stream().map(SocketPod::address).toList());
        return door;
    }

    void awaitReady(List<PodAddress> pods) {
        await("pods known to be ready").until(() -> server.readyPods().containsAll(pods));
    }

    void awaitNotReady(PodAddress pod) {
        await("pod known not to be ready").until(() -> !server.readyPods().contains(pod));
    }

    int socketsAt(PodAddress pod) {
        return server.inUse(pod);
    }

    int port() {
        return server.port();
    }

    URI url(String path) {
        return URI.create("http://127.0.0.1:" + port() + path);
    }

    URI socketUrl(String query) {
        return URI.create("ws://127.0.0.1:" + port() + "/ws/notifications/" + query);
    }

    HttpResponse<String> get(String path, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(url(path)).timeout(Duration.ofSeconds(20));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return http.send(request.build(), BodyHandlers.ofString());
    }

    HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
        return http.send(request, BodyHandlers.ofString());
    }

    RawConnection raw() throws IOException {
        return new RawConnection(port());
    }

    @Override
    public void close() {
        http.shutdownNow();
        server.close();
    }
}
