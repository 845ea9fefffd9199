package com.numeneon.benchmarks.load;

import java.time.Duration;
import java.util.Optional;
import org.HdrHistogram.Histogram;

/**
 * What a loop has done.
 *
 * @param done requests that succeeded
 * @param failed requests that did not, or that were too late to be sent at all
 * @param firstFailure the message of one of them
 * @param elapsed from the first to the end of the last
 * @param latencies of those that succeeded, in µs: from when they were due
 * @param lateness how late an idle sender was woken, in µs: the generator's own part of each latency
 */
public record LoopResult(
        long done,
        long failed,
        Optional<String> firstFailure,
        Duration elapsed,
        Histogram latencies,
        Histogram lateness) {

    /** Successes a second. */
    public double rate() {
        return done / (elapsed.toNanos() / 1e9);
    }
}
