package com.numeneon.benchmarks.scenario;

import com.numeneon.benchmarks.floor.JdbcFloor;
import com.numeneon.benchmarks.load.Latencies;
import com.numeneon.benchmarks.load.Loop;
import com.numeneon.benchmarks.load.LoopResult;
import com.numeneon.benchmarks.load.OwnCpu;
import com.numeneon.benchmarks.load.Senders;
import com.numeneon.benchmarks.report.Figures;
import com.numeneon.benchmarks.target.ServerMeter;
import com.numeneon.benchmarks.target.User;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How many messages can be sent: first as fast as answers come, which gives the rate and the CPU time of each; then at
 * {@value #SHARE} of that rate on a schedule, which gives the latencies.
 */
final class Send {

    /** A server at its very limit has a queue that grows as long as one measures. */
    static final double SHARE = 0.8;

    private Send() {}

    static Scenario scenario() {
        return new Scenario(
                "send",
                "POST messages: rate, latencies, CPU per request; beside it the same statements by bare JDBC",
                List.of(8, 32, 128),
                sizes -> sizes.stream()
                        .map(senders -> new Step(
                                senders + " senders",
                                (session, time) -> measure(session, senders, time),
                                Optional.of((servers, time) -> JdbcFloor.measure(servers, senders, time))))
                        .toList());
    }

    private static Figures measure(Session session, int senders, Duration time) throws Exception {
        WarmUp.of(session, time);
        List<User> users = session.people().crowd(2 * senders);
        Senders make = number -> new Messages(session.target().origin(), users, number, Optional.empty(), 0);
        session.meter().awaitIdle();
        OwnCpu own = new OwnCpu();
        ServerMeter.Reading before = session.meter().read();
        LoopResult fast = Loop.closed(senders, time.dividedBy(2), make);
        ServerMeter.Reading after = session.meter().read();
        Figures figures = Figures.none()
                .with(Figures.RATE, fast.rate())
                .with("p50_at_full_rate_ms", Latencies.millis(fast.latencies(), 50))
                .with("p99_at_full_rate_ms", Latencies.millis(fast.latencies(), 99));
        if (session.meter().isThere()) {
            figures = figures.with("api_cpu_ms_per_request", after.requestsMillisSince(before) / fast.done())
                    .with("pod_cpu_ms_per_request", after.socketsMillisSince(before) / fast.done());
        }
        figures = figures.withFailuresOf(fast);
        if (fast.done() == 0) {
            return figures;
        }
        LoopResult steady = Loop.open(fast.rate() * SHARE, senders, time.dividedBy(2), make);
        return figures.withLatencies(steady.latencies())
                .withFailuresOf(steady)
                .withGenerator(own.share(), steady.lateness());
    }
}
