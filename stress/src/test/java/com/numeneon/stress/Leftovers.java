package com.numeneon.stress;

import static java.util.stream.Collectors.toMap;

import com.numeneon.standalone.system.RunningSystem;
import com.numeneon.stress.faults.Pods;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** Threads and files of each pod before the load, to be compared with those after it. For one thread. */
final class Leftovers {

    /** Pools keep some of their threads, and connections to Kafka and the database come and go. */
    private static final int THREADS = 25;

    private static final int FILES = 25;

    private final RunningSystem system;
    private final Duration patience;
    private final Map<String, Level> before;

    /** @param patience until idle threads and connections have ended */
    Leftovers(RunningSystem system, Duration patience) {
        this.system = system;
        this.patience = patience;
        this.before = levels();
    }

    record Level(int threads, int files, int sockets) {
        @Override
        public String toString() {
            return threads + " threads, " + files + " files, " + sockets + " sockets";
        }
    }

    /** One line for each pod that has not given back what the load took; empty when all have. */
    Map<String, String> found() {
        try {
            Awaitility.await("threads and files are back at their level")
                    .atMost(patience)
                    .pollInterval(Duration.ofSeconds(1))
                    .until(() -> compare(levels()).isEmpty());
        } catch (ConditionTimeoutException e) {
            return compare(levels());
        }
        return Map.of();
    }

    private Map<String, String> compare(Map<String, Level> after) {
        Map<String, String> found = new TreeMap<>();
        before.forEach((pod, was) -> {
            Level is = after.get(pod);
            if (is == null
                    || is.threads() > was.threads() + THREADS
                    || is.files() > was.files() + FILES
                    || is.sockets() > 0) {
                found.put(pod, "before " + was + "; after " + is);
            }
        });
        return found;
    }

    private Map<String, Level> levels() {
        return Stream.concat(Pods.API.stream(), Pods.NOTIFICATION.stream())
                .collect(toMap(Function.identity(), this::level));
    }

    private Level level(String pod) {
        return new Level(
                (int) system.metric(pod, "jvm_threads_live_threads"),
                (int) system.metric(pod, "process_files_open_files"),
                Pods.NOTIFICATION.contains(pod) ? (int) system.metric(pod, "numeneon_sockets_open") : 0);
    }
}
