package com.numeneon.standalone.launcher;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The parts of a launcher that was killed on the same home. The kernel has told them to end, and a server takes a
 * moment to do so in order; ours must not meet it on its data.
 */
final class Predecessor {

    private static final Duration SHORT = Duration.ofMillis(300);

    private final RunFolder run;
    private final Console console;

    Predecessor(RunFolder run, Console console) {
        this.run = run;
        this.console = console;
    }

    /** @throws CannotRunException if one still runs after this time */
    void awaitEnd(Duration patience) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        for (RunFile file : run.all()) {
            Optional<ProcessHandle> process = file.process();
            if (process.isPresent() && !ends(process.get(), SHORT)) {
                console.line(file.part(), "of the former run is still ending, waiting for it");
                if (!ends(process.get(), Duration.ofNanos(Math.max(0, deadline - System.nanoTime())))) {
                    throw new CannotRunException(
                            "%s of the former run (process %d) has not ended within %d s: end it first."
                                    .formatted(file.part(), file.pid(), patience.toSeconds()));
                }
            }
            run.remove(file.part());
        }
    }

    private static boolean ends(ProcessHandle process, Duration patience) throws InterruptedException {
        try {
            process.onExit().get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException | ExecutionException stillRunning) {
            return false;
        }
    }
}
