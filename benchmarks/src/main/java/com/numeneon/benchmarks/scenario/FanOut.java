package com.numeneon.benchmarks.scenario;

import com.numeneon.benchmarks.load.Latencies;
import com.numeneon.benchmarks.load.Loop;
import com.numeneon.benchmarks.load.LoopResult;
import com.numeneon.benchmarks.load.OwnCpu;
import com.numeneon.benchmarks.report.Figures;
import com.numeneon.benchmarks.sockets.Arrivals;
import java.time.Duration;
import java.util.List;

/** From the time at which somebody with many friends was to post until the last of those who are connected has the frame. */
final class FanOut {

    private static final double POSTS_PER_SECOND = 4;
    private static final int AT_ONCE = 4;
    private static final int FRAME_BYTES = 400;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private FanOut() {}

    static Scenario scenario() {
        return new Scenario(
                "fanout",
                "a post by somebody with 500 and with 5,000 friends, 40 % connected: time to the last frame",
                List.of(500, 5_000),
                sizes -> sizes.stream()
                        .map(friends -> new Step(
                                friends + " friends, " + connected(friends) + " connected",
                                (session, time) -> measure(session, friends, time)))
                        .toList());
    }

    private static int connected(int friends) {
        return Math.max(1, friends * 2 / 5);
    }

    private static Figures measure(Session session, int friends, Duration time) throws Exception {
        WarmUp.of(session, time);
        try (Audience audience = Audience.connected(session, friends, connected(friends), 1)) {
            int count = (int) Math.ceil(POSTS_PER_SECOND * time.toNanos() / 1e9) + 1;
            // Its first posts compile what only they need.
            round(session, audience, time.dividedBy(4), count);
            session.meter().awaitIdle();
            return round(session, audience, time, count);
        }
    }

    private static Figures round(Session session, Audience audience, Duration time, int count) throws Exception {
        long first = session.numbers(count);
        Arrivals arrivals = new Arrivals(first, count, audience.sockets().size());
        audience.sockets().listen(arrivals);
        OwnCpu own = new OwnCpu();
        LoopResult loop = Loop.open(
                POSTS_PER_SECOND,
                AT_ONCE,
                time,
                number -> new Posts(session.target().origin(), audience.author(), FRAME_BYTES, arrivals, first, false));
        arrivals.await(PATIENCE);
        Figures figures = Figures.none()
                .withLatencies(arrivals.last())
                .with("each_frame_p50_ms", Latencies.millis(arrivals.each(), 50))
                .with("answer_p50_ms", Latencies.millis(loop.latencies(), 50))
                .withFailuresOf(loop);
        return Notify.missing(figures, arrivals, audience.sockets()).withGenerator(own.share(), loop.lateness());
    }
}
