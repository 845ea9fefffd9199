package com.numeneon.standalone.launcher;

import com.numeneon.infra.ChildProcess;
import com.numeneon.infra.Program;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One supervised process of the system: started when what it needs is there, started again after a back-off whenever it
 * ends, given up after too many failed starts in a row.
 *
 * <p>Threads: one platform thread per part runs {@link #supervise}; everything else may be called from any thread.
 */
final class Part {

    private static final Duration NEED_POLL = Duration.ofMillis(50);

    private final Program program;
    private final Map<String, Integer> ports;
    private final BooleanSupplier need;
    private final Path log;
    private final RunFolder run;
    private final Console console;

    private final BackOff backOff = new BackOff();
    private final FailedStarts failedStarts = new FailedStarts();
    private final CompletableFuture<@Nullable Void> firstReady = new CompletableFuture<>();
    private final CompletableFuture<Part> givenUp = new CompletableFuture<>();
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final CountDownLatch stopped = new CountDownLatch(1);
    private volatile @Nullable ChildProcess child;
    private volatile boolean ready;

    /** @param need must hold before each start */
    Part(Program program, Map<String, Integer> ports, BooleanSupplier need, Path log, RunFolder run, Console console) {
        this.program = program;
        this.ports = ports;
        this.need = need;
        this.log = log;
        this.run = run;
        this.console = console;
    }

    String name() {
        return program.name();
    }

    Path log() {
        return log;
    }

    boolean isReady() {
        return ready;
    }

    boolean hasBeenReady() {
        return firstReady.isDone();
    }

    CompletableFuture<@Nullable Void> firstReady() {
        return firstReady;
    }

    /** Completes with this part when it has failed to start too often. */
    CompletableFuture<Part> givenUp() {
        return givenUp;
    }

    void start() {
        Thread.ofPlatform().name("part-" + name()).daemon().start(this::superviseUntilStopped);
    }

    /** Asks the process to end, kills it after this time; returns when it is gone and will not be started again. */
    void stop(Duration patience) throws InterruptedException {
        stopping.countDown();
        ChildProcess running = child;
        if (running != null) {
            running.stop(patience);
        }
        stopped.await(patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void superviseUntilStopped() {
        try {
            supervise();
        } catch (InterruptedException | IOException | RuntimeException e) {
            console.line(name(), "is no longer supervised: " + e);
            givenUp.complete(this);
        } finally {
            stopped.countDown();
        }
    }

    private void supervise() throws InterruptedException, IOException {
        while (needIsMet()) {
            RunEnd end = runOnce();
            if (isStopping()) {
                return;
            }
            if (end instanceof RunEnd.NeverReady && failedStarts.add(System.nanoTime())) {
                console.line(name(), "%s: %d failed starts within a minute".formatted(end.what(), FailedStarts.MOST));
                givenUp.complete(this);
                return;
            }
            Duration pause = backOff.afterEnd(end.wasReadyFor());
            console.line(name(), end.what() + ", starting again in " + Console.seconds(pause) + whyIn(end));
            if (stopping.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
        }
    }

    /** A part that cannot start may try for a long time: its reason must not be far to seek. */
    private String whyIn(RunEnd end) {
        return end instanceof RunEnd.NeverReady ? "; why: " + log : "";
    }

    /** False when the part shall stop instead. */
    private boolean needIsMet() throws InterruptedException {
        while (!need.getAsBoolean()) {
            if (stopping.await(NEED_POLL.toMillis(), TimeUnit.MILLISECONDS)) {
                return false;
            }
        }
        return !isStopping();
    }

    private RunEnd runOnce() throws InterruptedException, IOException {
        long begin = System.nanoTime();
        ChildProcess process;
        try {
            process = ChildProcess.start(program, log);
        } catch (IOException e) {
            return new RunEnd.NeverReady(String.valueOf(e.getMessage()));
        }
        child = process;
        if (isStopping()) {
            process.kill();
        }
        try {
            run.write(RunFile.of(name(), process.pid(), ports));
            return untilItEnds(process, begin);
        } finally {
            ready = false;
            run.remove(name());
        }
    }

    private RunEnd untilItEnds(ChildProcess process, long begin) throws InterruptedException {
        if (!process.awaitReady()) {
            if (process.isAlive()) {
                process.kill();
                return new RunEnd.NeverReady(
                        "was not ready after " + Console.seconds(since(begin)) + " and was killed");
            }
            return new RunEnd.NeverReady(
                    "ended with " + RunEnd.status(process.ended().join()) + " before it was ready");
        }
        long readyAt = System.nanoTime();
        ready = true;
        console.line(name(), "ready after " + Console.seconds(since(begin)));
        firstReady.complete(null);
        int status = process.ended().join();
        return new RunEnd.Ended("ended with " + RunEnd.status(status), since(readyAt));
    }

    private boolean isStopping() {
        return stopping.getCount() == 0;
    }

    private static Duration since(long nanoTime) {
        return Duration.ofNanos(System.nanoTime() - nanoTime);
    }
}
