package com.numeneon.benchmarks.scenario;

import com.numeneon.benchmarks.floor.EchoFloor;
import com.numeneon.benchmarks.load.Loop;
import com.numeneon.benchmarks.load.LoopResult;
import com.numeneon.benchmarks.load.OwnCpu;
import com.numeneon.benchmarks.report.Figures;
import com.numeneon.benchmarks.sockets.Arrivals;
import com.numeneon.benchmarks.target.ServerMeter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How many frames a second reach thousands of sockets: posts that all of them get, a few on their way at once; then at half
 * of that rate on a schedule, which gives the latency of each frame.
 */
final class Deliver {

    /** A frame of a post without any content has some 240 bytes. */
    private static final List<Integer> BYTES = List.of(250, 1_024);

    private static final int AT_ONCE = 3;

    /** More posts than any machine delivers to a thousand sockets in a second. */
    private static final int MOST_POSTS_PER_SECOND = 2_000;

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private Deliver() {}

    static Scenario scenario() {
        return new Scenario(
                "deliver",
                "frames a second to 1,000, 5,000 and 10,000 sockets; beside it a bare Jetty that echoes",
                List.of(1_000, 5_000, 10_000),
                sizes -> {
                    List<Step> steps = new ArrayList<>();
                    for (int bytes : BYTES) {
                        for (int sockets : sizes) {
                            steps.add(new Step(
                                    sockets + " sockets, " + bytes + " bytes",
                                    (session, time) -> measure(session, sockets, bytes, time),
                                    Optional.of((servers, time) -> EchoFloor.measure(sockets, bytes, time))));
                        }
                    }
                    return steps;
                });
    }

    private static Figures measure(Session session, int sockets, int bytes, Duration time) throws Exception {
        WarmUp.of(session, time);
        try (Audience audience = Audience.of(session, sockets)) {
            Duration half = time.dividedBy(2);
            session.meter().awaitIdle();
            Fast fast = fast(session, audience, bytes, half);
            return fast.posts() == 0
                    ? fast.figures()
                    : steady(session, audience, bytes, fast.posts() / 2, half, fast.figures());
        }
    }

    /** @param posts a second */
    private record Fast(double posts, Figures figures) {}

    private static Fast fast(Session session, Audience audience, int bytes, Duration time) throws Exception {
        int count = (int) (MOST_POSTS_PER_SECOND * (time.toSeconds() + 1));
        long first = session.numbers(count);
        Arrivals arrivals = new Arrivals(first, count, audience.sockets().size());
        audience.sockets().listen(arrivals);
        ServerMeter.Reading before = session.meter().read();
        LoopResult loop = Loop.closed(
                AT_ONCE,
                time,
                number -> new Posts(session.target().origin(), audience.author(), bytes, arrivals, first, true));
        ServerMeter.Reading after = session.meter().read();
        double frames = arrivals.arrived();
        Figures figures =
                Figures.none().with("frames_per_s", frames / (loop.elapsed().toNanos() / 1e9));
        if (session.meter().isThere()) {
            double pods = after.socketsMillisSince(before);
            figures = figures.with("frames_per_cpu_s", frames / (pods / 1e3))
                    .with("pod_cpu_us_per_frame", pods * 1e3 / frames);
        }
        return new Fast(loop.rate(), figures.withFailuresOf(loop));
    }

    private static Figures steady(
            Session session, Audience audience, int bytes, double rate, Duration time, Figures figures)
            throws Exception {
        int count = (int) Math.ceil(rate * time.toNanos() / 1e9) + 1;
        long first = session.numbers(count);
        Arrivals arrivals = new Arrivals(first, count, audience.sockets().size());
        audience.sockets().listen(arrivals);
        OwnCpu own = new OwnCpu();
        LoopResult loop = Loop.open(
                rate,
                AT_ONCE,
                time,
                number -> new Posts(session.target().origin(), audience.author(), bytes, arrivals, first, false));
        arrivals.await(PATIENCE);
        Figures all = figures.withLatencies(arrivals.each()).withFailuresOf(loop);
        return Notify.missing(all, arrivals, audience.sockets()).withGenerator(own.share(), loop.lateness());
    }
}
