package com.numeneon.benchmarks.scenario;

import com.numeneon.benchmarks.load.Latencies;
import com.numeneon.benchmarks.load.Loop;
import com.numeneon.benchmarks.load.LoopResult;
import com.numeneon.benchmarks.load.OwnCpu;
import com.numeneon.benchmarks.load.Sender;
import com.numeneon.benchmarks.report.Figures;
import com.numeneon.benchmarks.sockets.Arrivals;
import com.numeneon.benchmarks.sockets.Fleet;
import com.numeneon.benchmarks.sockets.ResumingSocket;
import com.numeneon.benchmarks.target.AtOnce;
import com.numeneon.benchmarks.target.ServerMeter;
import com.numeneon.benchmarks.target.User;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.HdrHistogram.Histogram;

/**
 * Thousands of sockets are cut at once while messages to their users go on, and all come back at once, each with its cursor. How
 * long until each has been told that it is complete, and until it has every message; and how long the frames of people took
 * meanwhile whose sockets were not cut.
 */
final class Resume {

    private static final int SOCKETS_EACH = 10;
    private static final int WORKERS = 256;
    private static final int MESSAGES_PER_SECOND = 20;
    private static final int BYSTANDERS = 10;
    private static final Duration BEFORE = Duration.ofSeconds(2);
    private static final Duration AWAY = Duration.ofSeconds(1);
    private static final Duration AFTER = Duration.ofSeconds(12);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private Resume() {}

    static Scenario scenario() {
        return new Scenario(
                "resume",
                "5,000 sockets cut at once: time until all are back and complete; what others feel",
                List.of(5_000),
                sizes -> sizes.stream()
                        .map(sockets ->
                                new Step(sockets + " sockets", (session, time) -> measure(session, sockets, time)))
                        .toList());
    }

    private static Figures measure(Session session, int sockets, Duration time) throws Exception {
        WarmUp.of(session, time);
        int each = Math.min(SOCKETS_EACH, sockets);
        int owners = sockets / each;
        List<User> crowd = session.people().crowd(owners + 2 * BYSTANDERS);
        List<User> users = crowd.subList(0, owners);
        List<User> bystanders = crowd.subList(owners, crowd.size());
        List<URI> addresses = session.target().sockets();
        long soon = System.nanoTime() + PATIENCE.toNanos();
        session.note("Opening " + owners * each + " sockets");
        List<ResumingSocket> all = AtOnce.run(owners * each, WORKERS, () -> number -> {
            ResumingSocket socket =
                    new ResumingSocket(addresses.get(number % addresses.size()), users.get(number % owners));
            socket.open(soon);
            return socket;
        });
        try (Fleet others = Fleet.open(session.target(), bystanders.subList(BYSTANDERS, 2 * BYSTANDERS), 1)) {
            return measure(session, all, users, bystanders, others);
        } finally {
            for (ResumingSocket socket : all) {
                socket.close();
            }
        }
    }

    private static Figures measure(
            Session session, List<ResumingSocket> all, List<User> users, List<User> bystanders, Fleet others)
            throws Exception {
        session.meter().awaitIdle();
        Duration whole = BEFORE.plus(AWAY).plus(AFTER);
        int count = (int) (MESSAGES_PER_SECOND * whole.toSeconds()) + 1;
        long first = session.numbers(2 * count);
        Map<Long, Set<Long>> written = new ConcurrentHashMap<>();
        Arrivals arrivals = new Arrivals(first + count, count, 1);
        others.listen(arrivals);
        OwnCpu own = new OwnCpu();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<LoopResult> writing = threads.submit(() -> Loop.open(
                    MESSAGES_PER_SECOND,
                    MESSAGES_PER_SECOND,
                    whole,
                    number -> writer(session, users, number, first, written)));
            Future<LoopResult> besides = threads.submit(() -> Loop.open(
                    MESSAGES_PER_SECOND,
                    MESSAGES_PER_SECOND,
                    whole,
                    number -> new Messages(
                            session.target().origin(), bystanders, number, Optional.of(arrivals), first + count)));
            Thread.sleep(BEFORE);
            ServerMeter.Reading before = session.meter().read();
            for (ResumingSocket socket : all) {
                socket.cut();
            }
            Thread.sleep(AWAY);
            long back = System.nanoTime();
            long patience = back + PATIENCE.toNanos();
            AtOnce.run(all.size(), WORKERS, () -> number -> {
                all.get(number).open(patience);
                return true;
            });
            await(patience, () -> all.stream().allMatch(ResumingSocket::hasResumed));
            ServerMeter.Reading after = session.meter().read();
            LoopResult wrote = writing.get();
            LoopResult aside = besides.get();
            boolean complete = await(
                    System.nanoTime() + Duration.ofSeconds(10).toNanos(),
                    () -> all.stream()
                            .allMatch(socket -> socket.has(
                                    written.getOrDefault(socket.user().id(), Set.of()))));
            arrivals.await(Duration.ofSeconds(10));
            Figures figures = Figures.none()
                    .with("all_back_ms", lastResumed(all, back))
                    .with("not_resumed", count(all, socket -> !socket.hasResumed()))
                    .with("not_recovered", count(all, ResumingSocket::isLossy))
                    .with("incomplete", complete ? 0 : incomplete(all, written))
                    .with(
                            "repeated_frames",
                            all.stream().mapToDouble(ResumingSocket::repeated).sum())
                    .withLatencies(resumed(all, back))
                    .with("others_p50_ms", Latencies.millis(arrivals.each(), 50))
                    .with("others_p99_ms", Latencies.millis(arrivals.each(), 99));
            if (session.meter().isThere()) {
                figures = figures.with("pod_cpu_ms_per_socket", after.socketsMillisSince(before) / all.size());
            }
            return figures.withFailuresOf(wrote).withFailuresOf(aside).withGenerator(own.share(), aside.lateness());
        }
    }

    /** Writes to one user after the other; what was committed is noted as theirs. */
    private static Sender writer(
            Session session, List<User> users, int number, long first, Map<Long, Set<Long>> written) {
        List<User> pair = new ArrayList<>(List.of(users.get(number % users.size())));
        pair.add(users.get((number + users.size() / 2) % users.size()));
        Messages messages = new Messages(session.target().origin(), pair, 0, Optional.empty(), first);
        return new Sender() {
            @Override
            public void send(long request, long dueNanos) throws IOException {
                messages.send(request, dueNanos);
                written.computeIfAbsent(pair.get(1).id(), none -> ConcurrentHashMap.newKeySet())
                        .add(first + request);
            }

            @Override
            public void close() {
                messages.close();
            }
        };
    }

    private static double count(List<ResumingSocket> all, Predicate<ResumingSocket> which) {
        return all.stream().filter(which).count();
    }

    private static double incomplete(List<ResumingSocket> all, Map<Long, Set<Long>> written) {
        return count(
                all, socket -> !socket.has(written.getOrDefault(socket.user().id(), Set.of())));
    }

    private static double lastResumed(List<ResumingSocket> all, long since) {
        return all.stream()
                .filter(ResumingSocket::hasResumed)
                .mapToDouble(socket -> (socket.resumedAt() - since) / 1e6)
                .max()
                .orElse(Double.NaN);
    }

    private static Histogram resumed(List<ResumingSocket> all, long since) {
        Latencies latencies = new Latencies();
        all.stream().filter(ResumingSocket::hasResumed).forEach(socket -> latencies.record(socket.resumedAt() - since));
        return latencies.histogram();
    }

    private static boolean await(long untilNanos, BooleanSupplier condition) throws InterruptedException {
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - untilNanos > 0) {
                return false;
            }
            Thread.sleep(Duration.ofMillis(20));
        }
        return true;
    }
}
