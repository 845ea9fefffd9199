package com.numeneon.infra;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/** A running PostgreSQL server that ends with this JVM. It can be started again on the same folder. */
public final class PostgresServer {

    private final PostgresProgram program;
    private final ChildProcess process;

    private PostgresServer(PostgresProgram program, ChildProcess process) {
        this.program = program;
        this.process = process;
    }

    /** Starts a durable server with all it needs below its home; returns when it takes connections. */
    public static PostgresServer start(Path home, int port) throws IOException, InterruptedException {
        return start(new PostgresProgram(home, port, home.resolve("programs"), true), home.resolve("postgres.log"));
    }

    /** Starts the program, logging to the given file; returns when it takes connections. */
    public static PostgresServer start(PostgresProgram program, Path log) throws IOException, InterruptedException {
        ChildProcess process = ChildProcess.start(program, log).endingWithJvm();
        process.requireReady();
        return new PostgresServer(program, process);
    }

    /** The server's own database is {@link PostgresProgram#DATABASE}; the URL holds the password. */
    public String databaseUrl(String database) {
        return program.databaseUrl(database);
    }

    public long pid() {
        return process.pid();
    }

    /** Orderly: returns when the server is gone. */
    public void stop() throws InterruptedException {
        process.stop(Duration.ofSeconds(10));
    }

    /** As a crash would: returns when the server is gone. */
    public void kill() throws InterruptedException {
        process.kill();
    }
}
