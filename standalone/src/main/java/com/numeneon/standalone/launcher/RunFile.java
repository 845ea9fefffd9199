package com.numeneon.standalone.launcher;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * What {@code run/<part>.json} says about a running part.
 *
 * @param startedAt the system's own note of when the process began: with it a process id names one process only
 * @param ports by purpose, such as {@code http}
 */
record RunFile(String part, long pid, Instant startedAt, Map<String, Integer> ports) {

    /** The system counts from its boot, and its idea of when that was moves a little with the clock. */
    private static final Duration CLOCK_DRIFT = Duration.ofSeconds(5);

    static RunFile of(String part, long pid, Map<String, Integer> ports) {
        Instant startedAt = ProcessHandle.of(pid)
                .flatMap(process -> process.info().startInstant())
                .orElse(Instant.EPOCH);
        return new RunFile(part, pid, startedAt, ports);
    }

    /** The process, if it is still this one. */
    Optional<ProcessHandle> process() {
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .filter(process -> process.info()
                        .startInstant()
                        .map(start -> Duration.between(startedAt, start).abs().compareTo(CLOCK_DRIFT) < 0)
                        .orElse(false));
    }
}
