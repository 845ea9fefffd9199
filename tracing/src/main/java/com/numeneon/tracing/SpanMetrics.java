package com.numeneon.tracing;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** What became of the spans that were to be recorded: each ends in one of these, or still waits. */
final class SpanMetrics {

    private final Counter exported;
    private final Counter refused;
    private final Counter dropped;

    SpanMetrics(MeterRegistry meters) {
        this.exported = counter(meters, "exported");
        this.refused = counter(meters, "refused");
        this.dropped = counter(meters, "dropped");
    }

    private static Counter counter(MeterRegistry meters, String outcome) {
        return Counter.builder("numeneon.spans")
                .description(
                        "spans by what became of them: exported; refused by a collector that said so, did not answer in"
                                + " time or could not be reached; dropped, as too many waited for it")
                .tag("outcome", outcome)
                .register(meters);
    }

    void exported(int spans) {
        exported.increment(spans);
    }

    void refused(int spans) {
        refused.increment(spans);
    }

    void dropped(int spans) {
        dropped.increment(spans);
    }
}
