package com.numeneon.benchmarks.floor;

import com.numeneon.benchmarks.load.OwnCpu;
import com.numeneon.benchmarks.report.Figures;
import com.numeneon.benchmarks.sockets.FrameListener;
import com.numeneon.benchmarks.sockets.FrameSocket;
import com.numeneon.benchmarks.sockets.Marker;
import com.numeneon.benchmarks.target.AtOnce;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How many frames a bare Jetty sends for a second of CPU: each of the sockets sends a frame, gets it back and sends it again,
 * at most {@value #AT_ONCE} of them. The server is a process of its own with the services' options. It reads as many frames
 * as it writes, which a pod does not have to.
 */
public final class EchoFloor {

    private static final int AT_ONCE = 1_000;
    private static final int WORKERS = 32;
    private static final Duration WARM_UP = Duration.ofSeconds(2);

    private EchoFloor() {}

    /** @param bytes of each frame */
    public static Figures measure(int sockets, int bytes, Duration time) throws Exception {
        Process server = start();
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(server.getInputStream(), StandardCharsets.US_ASCII))) {
            String port = lines.readLine();
            if (port == null) {
                throw new IOException("the bare Jetty did not start");
            }
            return measure(server, URI.create("http://127.0.0.1:" + port), Math.min(sockets, AT_ONCE), bytes, time);
        } finally {
            server.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
        }
    }

    private static Figures measure(Process server, URI origin, int sockets, int bytes, Duration time) throws Exception {
        String text = Marker.text(1, bytes);
        AtomicLong frames = new AtomicLong();
        List<Echoing> all = AtOnce.run(sockets, WORKERS, () -> number -> Echoing.open(origin, text, frames));
        try {
            for (Echoing echoing : all) {
                echoing.send();
            }
            Thread.sleep(WARM_UP);
            OwnCpu own = new OwnCpu();
            long before = frames.get();
            Duration cpuBefore = cpu(server);
            long start = System.nanoTime();
            Thread.sleep(time);
            double seconds = (System.nanoTime() - start) / 1e9;
            double cpuSeconds = cpu(server).minus(cpuBefore).toNanos() / 1e9;
            double echoed = frames.get() - before;
            return Figures.none()
                    .with("frames_per_s", echoed / seconds)
                    .with("frames_per_cpu_s", echoed / cpuSeconds)
                    .with(Figures.OWN_CPU, own.share());
        } finally {
            for (Echoing echoing : all) {
                echoing.socket().close();
            }
        }
    }

    /** One socket, and where it counts. */
    private static final class Echoing implements FrameListener {

        private final String text;
        private final AtomicLong frames;
        private volatile Optional<FrameSocket> socket = Optional.empty();

        private Echoing(String text, AtomicLong frames) {
            this.text = text;
            this.frames = frames;
        }

        static Echoing open(URI origin, String text, AtomicLong frames) throws IOException {
            Echoing echoing = new Echoing(text, frames);
            echoing.socket = Optional.of(FrameSocket.open(origin, "/", echoing));
            return echoing;
        }

        FrameSocket socket() {
            return socket.orElseThrow();
        }

        void send() throws IOException {
            socket().send(text);
        }

        @Override
        public void frame(byte[] buffer, int offset, int length, long nanos) {
            frames.incrementAndGet();
            try {
                send();
            } catch (IOException e) {
                // It was closed: the measurement is over.
            }
        }
    }

    private static Process start() throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xms64m",
                        "-Xmx512m",
                        "-XX:+UseCompactObjectHeaders",
                        "-cp",
                        System.getProperty("java.class.path"),
                        EchoServer.class.getName())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static Duration cpu(Process server) throws IOException {
        return server.info()
                .totalCpuDuration()
                .orElseThrow(() -> new IOException("this system does not tell a process's CPU time"));
    }
}
