package com.numeneon.infra;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The file in which a PostgreSQL server notes its process id (line 1) and whether it takes connections (line 8). It
 * stays behind after a crash. By then its number may belong to another program, whom nobody must take for a server.
 */
final class PostmasterPid {

    private final Path data;

    PostmasterPid(Path data) {
        this.data = data;
    }

    boolean saysReady(long pid) {
        List<String> lines = read();
        return lines.size() >= 8
                && lines.get(0).strip().equals(Long.toString(pid))
                && lines.get(7).strip().equals("ready");
    }

    /**
     * Removes the file of a server that is gone. One that still runs on this data is given time to end: it is the
     * predecessor's, which the kernel has told to.
     */
    void clearIfStale(Duration patience) throws IOException, InterruptedException {
        Optional<ProcessHandle> server = server();
        if (server.isPresent() && !endsWithin(server.get(), patience)) {
            throw new IOException("another PostgreSQL server (process %d) is running on %s"
                    .formatted(server.get().pid(), data));
        }
        Files.deleteIfExists(file());
    }

    /** The process that the file names, if it is a PostgreSQL server on this very folder. */
    private Optional<ProcessHandle> server() {
        List<String> lines = read();
        if (lines.isEmpty() || !lines.getFirst().strip().matches("\\d{1,10}")) {
            return Optional.empty();
        }
        return ProcessHandle.of(Long.parseLong(lines.getFirst().strip()))
                .filter(ProcessHandle::isAlive)
                .filter(process -> process.info()
                        .commandLine()
                        .filter(command -> command.contains("postgres") && command.contains(data.toString()))
                        .isPresent());
    }

    private static boolean endsWithin(ProcessHandle process, Duration patience) throws InterruptedException {
        try {
            process.onExit().get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException | ExecutionException stillRunning) {
            return false;
        }
    }

    private List<String> read() {
        try {
            return Files.readAllLines(file());
        } catch (IOException absent) {
            return List.of();
        }
    }

    private Path file() {
        return data.resolve("postmaster.pid");
    }
}
