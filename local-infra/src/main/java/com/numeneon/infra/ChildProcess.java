package com.numeneon.infra;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A running {@link Program}. It ends with this JVM, however that ends (on Linux; elsewhere only when this JVM ends in
 * an orderly way). Its output is appended to a log file.
 *
 * <p>Threads: each child has one platform thread that starts it and then waits for its end, because the kernel ties
 * the child to that thread. All methods may be called from any thread.
 */
public final class ChildProcess {

    private static final Duration POLL = Duration.ofMillis(50);

    private final Program program;
    private final Path log;
    private final CompletableFuture<Process> started = new CompletableFuture<>();
    private final CompletableFuture<Integer> ended = new CompletableFuture<>();

    private ChildProcess(Program program, Path log) {
        this.program = program;
        this.log = log;
    }

    /**
     * Prepares the program and starts its process; returns as soon as it runs, which is before it is ready.
     *
     * @throws IOException if it could not be prepared or started
     */
    public static ChildProcess start(Program program, Path log) throws IOException, InterruptedException {
        var child = new ChildProcess(program, log);
        Thread.ofPlatform().name("parent-of-" + program.name()).daemon().start(child::startAndWait);
        try {
            child.started.get();
            return child;
        } catch (ExecutionException e) {
            Throwable cause = Objects.requireNonNullElse(e.getCause(), e);
            throw new IOException(program.name() + " could not be started: " + cause.getMessage(), cause);
        }
    }

    public long pid() {
        return process().pid();
    }

    public boolean isAlive() {
        return process().isAlive();
    }

    /** Completes with the exit status (128 + n after signal n) when the process has ended. */
    public CompletableFuture<Integer> ended() {
        return ended.copy();
    }

    /**
     * Ends the process in an orderly way when this JVM ends in one. For those who start a server and have no order of
     * their own to stop things in; where the kernel does not tie the child to this JVM it is all there is.
     */
    ChildProcess endingWithJvm() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::askToEnd, "end-" + program.name()));
        return this;
    }

    /** Waits until the program is ready: false if it ended before that, or was not within its start timeout. */
    public boolean awaitReady() throws InterruptedException {
        long deadline = System.nanoTime() + program.startTimeout().toNanos();
        while (!program.isReady(pid())) {
            if (hasEndedWithin(POLL) || System.nanoTime() > deadline) {
                return false;
            }
        }
        return isAlive();
    }

    /** Like {@link #awaitReady()}, but a program that does not become ready is killed and is an error. */
    void requireReady() throws IOException, InterruptedException {
        if (!awaitReady()) {
            kill();
            throw new IOException(
                    program.name() + " did not become ready; the end of " + log + ":\n" + LogTail.of(log, 20));
        }
    }

    /** Asks the process to end, and kills it when it has not after this time. Returns when it is gone. */
    public void stop(Duration patience) throws InterruptedException {
        askToEnd();
        if (!hasEndedWithin(patience)) {
            kill();
        }
    }

    /** Ends the process at once, as a crash would. Returns when it is gone. */
    public void kill() throws InterruptedException {
        process().destroyForcibly().waitFor();
    }

    private void askToEnd() {
        if (isAlive()) {
            program.endSignal().sendTo(process().toHandle());
        }
    }

    private Process process() {
        return started.join();
    }

    private boolean hasEndedWithin(Duration time) throws InterruptedException {
        try {
            ended.get(time.toNanos(), TimeUnit.NANOSECONDS);
            return true;
        } catch (TimeoutException stillRunning) {
            return false;
        } catch (ExecutionException e) {
            throw new CompletionException(e);
        }
    }

    private void startAndWait() {
        try {
            program.prepare();
            Process process = spawn();
            started.complete(process);
            ended.complete(process.waitFor());
        } catch (InterruptedException | IOException | RuntimeException e) {
            started.completeExceptionally(e);
        }
    }

    private Process spawn() throws IOException {
        Files.createDirectories(log.toAbsolutePath().getParent());
        var builder = new ProcessBuilder(Tether.ofThisMachine()
                        .wrap(program.command(), program.orphanSignal(), program.refusesToRunAsRoot()))
                .redirectInput(new File("/dev/null"))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().keySet().removeAll(program.withheldEnvironment());
        builder.environment().putAll(program.environment());
        return builder.start();
    }
}
