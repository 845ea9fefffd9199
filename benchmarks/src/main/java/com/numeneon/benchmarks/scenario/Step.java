package com.numeneon.benchmarks.scenario;

import com.numeneon.benchmarks.floor.FloorServers;
import com.numeneon.benchmarks.report.Figures;
import java.time.Duration;
import java.util.Optional;

/**
 * One measurement of a scenario, made again in each round.
 *
 * @param floor what is measured beside it without the target, if anything
 */
public record Step(String name, Measurement target, Optional<FloorMeasurement> floor) {

    public Step(String name, Measurement target) {
        this(name, target, Optional.empty());
    }

    /** Of a target. */
    public interface Measurement {

        /** @param time about how long it may measure */
        Figures measure(Session session, Duration time) throws Exception;
    }

    /** Of the bare servers. */
    public interface FloorMeasurement {

        /** See {@link Measurement#measure}. */
        Figures measure(FloorServers servers, Duration time) throws Exception;
    }
}
