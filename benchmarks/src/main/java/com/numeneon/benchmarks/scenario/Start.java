package com.numeneon.benchmarks.scenario;

import com.numeneon.benchmarks.load.Latencies;
import com.numeneon.benchmarks.report.Figures;
import com.numeneon.benchmarks.target.HttpConnection;
import com.numeneon.benchmarks.target.LocalHome;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * From {@code exec} until {@code /readyz} says 200, of one more pod of each service beside the running system of this home: with its
 * database, its broker and the events of its topics.
 */
final class Start {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration LOOK_EVERY = Duration.ofMillis(10);

    private Start() {}

    static Scenario scenario() {
        List<Step> steps = new ArrayList<>();
        for (String service : List.of("api-service", "notification-service")) {
            for (boolean cached : List.of(true, false)) {
                steps.add(new Step(
                        service + (cached ? "" : " without the AOT cache"),
                        (session, time) -> measure(session, service, cached, time)));
            }
        }
        return new Scenario(
                "start", "from exec to ready, of each service as in its image", List.of(), sizes -> List.of(), steps);
    }

    private static Figures measure(Session session, String service, boolean cached, Duration time) throws Exception {
        LocalHome home = session.home()
                .orElseThrow(() -> new IOException("services can be started only beside a system of NUMENEON_HOME"));
        ServiceImage image = session.once(ServiceImage.class, "image of " + service, () -> {
            session.note("Making the AOT cache of " + service);
            return ServiceImage.make(home.jar(service), home.keys(), session.folder(service));
        });
        Latencies ready = new Latencies();
        double cpu = 0;
        int starts = 0;
        long end = System.nanoTime() + time.toNanos();
        do {
            cpu += once(image, home, cached, ready);
            starts++;
        } while (System.nanoTime() - end < 0);
        return Figures.none()
                .with("ready_p50_ms", Latencies.millis(ready.histogram(), 50))
                .with("ready_worst_ms", Latencies.millis(ready.histogram(), 100))
                .with("cpu_ms_until_ready", cpu / starts)
                .with("starts", starts);
    }

    /** @return the CPU time until it was ready, in ms */
    private static double once(ServiceImage image, LocalHome home, boolean cached, Latencies ready)
            throws IOException, InterruptedException {
        int http = freePort();
        int management = freePort();
        Map<String, String> settings = new HashMap<>(home.settings());
        // As the launcher does: a pod of sockets gets no secret that it has no use for.
        image.withheld().forEach(settings::remove);
        settings.put("PORT", Integer.toString(http));
        settings.put("MANAGEMENT_PORT", Integer.toString(management));
        settings.put("MANAGEMENT_ADDRESS", "127.0.0.1");
        settings.put("DRAIN_DELAY", "0s");
        ProcessBuilder starting = image.start(cached, settings);
        long begin = System.nanoTime();
        Process process = starting.start();
        try (HttpConnection connection = new HttpConnection(URI.create("http://127.0.0.1:" + management))) {
            while (!isReady(connection)) {
                if (!process.isAlive() || System.nanoTime() - begin > PATIENCE.toNanos()) {
                    throw new IOException("a service was not ready within " + PATIENCE.toSeconds() + " s");
                }
                Thread.sleep(LOOK_EVERY);
            }
            ready.record(System.nanoTime() - begin);
            return process.info().totalCpuDuration().orElse(Duration.ZERO).toNanos() / 1e6;
        } finally {
            process.destroy();
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        }
    }

    private static boolean isReady(HttpConnection connection) {
        try {
            return connection.get("/readyz", null).status() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            return socket.getLocalPort();
        }
    }
}
