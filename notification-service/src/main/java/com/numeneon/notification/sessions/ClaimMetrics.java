package com.numeneon.notification.sessions;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** What becomes of claims; each is counted by the pod that has to do with it, so that the pods' counts can be added up. */
final class ClaimMetrics {

    enum Outcome {
        /** By a socket of this pod that was dropped. */
        LEFT,
        /** By a socket of this pod, at its beginning. */
        TAKEN,
        /** By a socket of this pod, after its beginning. */
        FILLED,
        /** Given to a socket of this pod that had taken another one, and not taken by that. */
        SHARED,
        /** Left by this pod, or by one that it declared lost, and nobody came for it. */
        EXPIRED,
        /** A socket of this pod could not wait until it was known what was left for it. */
        UNKNOWN;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final Map<Outcome, Counter> outcomes = new EnumMap<>(Outcome.class);
    private final Counter podsLost;
    private final AtomicInteger known = new AtomicInteger();

    ClaimMetrics(MeterRegistry meters) {
        for (Outcome outcome : Outcome.values()) {
            outcomes.put(
                    outcome,
                    Counter.builder("numeneon.claims")
                            .description("what sockets without cursors left for the next one, by what became of it")
                            .tag("outcome", outcome.toString())
                            .register(meters));
        }
        this.podsLost = Counter.builder("numeneon.pods.lost")
                .description("other pods that this one has waited for in vain")
                .register(meters);
        Gauge.builder("numeneon.sessions.known", known, AtomicInteger::get)
                .description("sockets of all pods that this one knows of, and what some of them left")
                .register(meters);
    }

    void count(Outcome outcome) {
        Counter counter = outcomes.get(outcome);
        if (counter != null) {
            counter.increment();
        }
    }

    void podLost() {
        podsLost.increment();
    }

    void known(int sessions) {
        known.set(sessions);
    }
}
