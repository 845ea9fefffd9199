package com.numeneon.benchmarks.scenario;

import com.numeneon.benchmarks.floor.BrokerFloor;
import com.numeneon.benchmarks.load.Latencies;
import com.numeneon.benchmarks.load.Loop;
import com.numeneon.benchmarks.load.LoopResult;
import com.numeneon.benchmarks.load.OwnCpu;
import com.numeneon.benchmarks.report.Figures;
import com.numeneon.benchmarks.sockets.Arrivals;
import com.numeneon.benchmarks.sockets.Fleet;
import com.numeneon.benchmarks.target.ServerMeter;
import com.numeneon.benchmarks.target.User;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** From the time at which a message was to be sent until its receiver has the frame, at a low rate and near the limit. */
final class Notify {

    private static final int PAIRS = 32;
    private static final int CONNECTIONS = 64;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** A rate is held when nothing fails and the slowest hundredth is not slower: beyond it a queue grows. */
    private static final double HELD_P99_MS = 250;

    private static final int LOWEST = 20;
    private static final double STEP_DOWN = 0.9;

    private Notify() {}

    static Scenario scenario() {
        return new Scenario(
                "notify",
                "POST to the receiver's frame, at fixed rates, at half and at 90 % of the highest rate held",
                List.of(20),
                sizes -> sizes.stream()
                        .map(rate -> new Step(
                                rate + " a second",
                                (session, time) -> at(session, rate, time),
                                Optional.of((servers, time) -> BrokerFloor.measure(servers, rate, time))))
                        .toList(),
                List.of(
                        new Step("half of the highest rate", (session, time) -> share(session, 0.5, time)),
                        new Step("90 % of the highest rate", (session, time) -> share(session, 0.9, time))));
    }

    private static Figures share(Session session, double share, Duration time) throws Exception {
        double highest = session.once(Double.class, "highest rate of notify", () -> highest(session, time));
        return at(session, highest * share, time).with("highest_rate_per_s", highest);
    }

    /** Down from the rate at which answers come, as frames may come slower than answers. */
    private static double highest(Session session, Duration time) throws Exception {
        WarmUp.of(session, time);
        session.note("Looking for the highest rate that is held");
        Duration probe = time.compareTo(Duration.ofSeconds(3)) < 0 ? time : Duration.ofSeconds(3);
        List<User> users = session.people().crowd(2 * PAIRS);
        double rate = Loop.closed(
                        PAIRS,
                        probe,
                        number -> new Messages(session.target().origin(), users, number, Optional.empty(), 0))
                .rate();
        for (; rate > LOWEST; rate *= STEP_DOWN) {
            Figures figures = run(session, rate, probe);
            if (figures.values().getOrDefault(Figures.FAILED, 0.0) == 0
                    && figures.values().getOrDefault(Figures.P99, Double.MAX_VALUE) <= HELD_P99_MS) {
                return rate;
            }
        }
        return LOWEST;
    }

    private static Figures at(Session session, double rate, Duration time) throws Exception {
        WarmUp.of(session, time);
        session.meter().awaitIdle();
        return run(session, rate, time);
    }

    private static Figures run(Session session, double rate, Duration time) throws Exception {
        List<User> users = session.people().crowd(2 * PAIRS);
        List<User> receivers = users.subList(PAIRS, 2 * PAIRS);
        int count = (int) Math.ceil(rate * time.toNanos() / 1e9) + 1;
        long first = session.numbers(count);
        Arrivals arrivals = new Arrivals(first, count, 1);
        try (Fleet fleet = Fleet.open(session.target(), receivers, 1)) {
            fleet.listen(arrivals);
            OwnCpu own = new OwnCpu();
            ServerMeter.Reading before = session.meter().read();
            LoopResult loop = Loop.open(
                    rate,
                    CONNECTIONS,
                    time,
                    number -> new Messages(session.target().origin(), users, number, Optional.of(arrivals), first));
            arrivals.await(PATIENCE);
            ServerMeter.Reading after = session.meter().read();
            Figures figures = Figures.none()
                    .with(Figures.RATE, loop.rate())
                    .withLatencies(arrivals.each())
                    .with("answer_p50_ms", Latencies.millis(loop.latencies(), 50));
            if (session.meter().isThere()) {
                figures = figures.with("api_cpu_ms_per_request", after.requestsMillisSince(before) / loop.done())
                        .with("pod_cpu_ms_per_request", after.socketsMillisSince(before) / loop.done());
            }
            return missing(figures.withFailuresOf(loop), arrivals, fleet).withGenerator(own.share(), loop.lateness());
        }
    }

    /** The figures, with the frames that have not come counted among the failures. */
    static Figures missing(Figures figures, Arrivals arrivals, Fleet fleet) {
        if (arrivals.missing() == 0 && fleet.lost() == 0) {
            return figures;
        }
        double failed = figures.values().getOrDefault(Figures.FAILED, 0.0) + arrivals.missing();
        return figures.with(Figures.FAILED, failed)
                .withNote(arrivals.missing() + " frames had not come 10 s after the last request, and " + fleet.lost()
                        + " sockets were closed by the server");
    }
}
