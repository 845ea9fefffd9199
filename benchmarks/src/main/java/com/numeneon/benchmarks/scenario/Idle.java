package com.numeneon.benchmarks.scenario;

import com.numeneon.benchmarks.report.Figures;
import com.numeneon.benchmarks.sockets.Fleet;
import com.numeneon.benchmarks.target.LocalHome;
import com.numeneon.benchmarks.target.ProcessMemory;
import com.numeneon.benchmarks.target.ServerMeter;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a socket costs on which nothing happens: the difference that so many of them make to a pod's heap after a full
 * collection, to its resident memory and to the kernel's, and the CPU time while they are open. Memory only where the pods
 * run on this machine.
 */
final class Idle {

    private static final int SOCKETS_EACH = 20;
    private static final Duration SETTLING = Duration.ofSeconds(2);

    private Idle() {}

    static Scenario scenario() {
        return new Scenario(
                "idle",
                "memory and CPU of an idle socket, at 1,000 and at 10,000",
                List.of(1_000, 10_000),
                sizes -> sizes.stream()
                        .map(sockets ->
                                new Step(sockets + " sockets", (session, time) -> measure(session, sockets, time)))
                        .toList());
    }

    private static Figures measure(Session session, int sockets, Duration time) throws Exception {
        // Once as a rehearsal: buffers and classes that come with the first sockets stay for all others.
        session.once(Boolean.class, "idle rehearsal", () -> {
            open(session, Math.min(sockets, 1_000)).close();
            Thread.sleep(SETTLING);
            return true;
        });
        Memory before = Memory.of(session);
        session.note("Opening " + sockets + " sockets");
        try (Fleet fleet = open(session, sockets)) {
            Thread.sleep(SETTLING);
            Memory with = Memory.of(session);
            ServerMeter.Reading start = session.meter().read();
            Thread.sleep(time);
            ServerMeter.Reading end = session.meter().read();
            double open = fleet.size();
            Figures figures = Figures.none();
            if (with.isKnown()) {
                figures = figures.with("heap_kb_per_socket", (with.heap - before.heap) / 1_024 / open)
                        .with("rss_kb_per_socket", (with.resident - before.resident) / 1_024 / open)
                        .with("kernel_kb_per_socket_both_ends", (with.kernel - before.kernel) / 1_024 / open);
            } else {
                figures = figures.withNote("memory is told only of pods that run on this machine, in NUMENEON_HOME");
            }
            if (session.meter().isThere()) {
                figures = figures.with(
                        "pod_cpu_us_per_socket_and_s",
                        end.socketsMillisSince(start) * 1e3 / open / (time.toNanos() / 1e9));
            }
            return fleet.lost() == 0
                    ? figures
                    : figures.withNote(fleet.lost() + " sockets were closed by the server meanwhile");
        }
    }

    private static Fleet open(Session session, int sockets) throws Exception {
        int each = Math.min(SOCKETS_EACH, sockets);
        return Fleet.open(session.target(), session.people().crowd(sockets / each), each);
    }

    /** Of all pods with sockets, in bytes. */
    private record Memory(double heap, double resident, double kernel) {

        private static final Memory UNKNOWN = new Memory(-1, -1, -1);

        boolean isKnown() {
            return heap >= 0;
        }

        static Memory of(Session session) throws IOException, InterruptedException {
            Optional<LocalHome> home = session.home();
            if (home.isEmpty()) {
                return UNKNOWN;
            }
            List<LocalHome.Part> pods = home.get().processes().stream()
                    .filter(part -> part.name().startsWith("notification-"))
                    .toList();
            double resident = 0;
            for (LocalHome.Part pod : pods) {
                // Twice: the first lets go of what only finalization and references still held.
                ProcessMemory.collect(pod.pid());
                ProcessMemory.collect(pod.pid());
                resident += ProcessMemory.resident(pod.pid());
            }
            return new Memory(session.meter().socketsHeap(), resident, ProcessMemory.kernel());
        }
    }
}
