package com.numeneon.infra;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;

/** A running Kafka broker that ends with this JVM. It can be started again on the same folder, also on another port. */
public final class KafkaBroker {

    private final KafkaProgram program;
    private final ChildProcess process;

    private KafkaBroker(KafkaProgram program, ChildProcess process) {
        this.program = program;
        this.process = process;
    }

    /** Starts a broker with all it needs below its home; returns when it takes requests. */
    public static KafkaBroker start(Path home, int port) throws IOException, InterruptedException {
        int controllerPort = new FreePorts(new SecureRandom()).pick();
        return start(new KafkaProgram(home, port, controllerPort), home.resolve("kafka.log"));
    }

    /** Starts the program, logging to the given file; returns when it takes requests. */
    public static KafkaBroker start(KafkaProgram program, Path log) throws IOException, InterruptedException {
        ChildProcess process = ChildProcess.start(program, log).endingWithJvm();
        process.requireReady();
        return new KafkaBroker(program, process);
    }

    public String bootstrapServers() {
        return program.bootstrapServers();
    }

    public long pid() {
        return process.pid();
    }

    /** Orderly: returns when the broker is gone. */
    public void stop() throws InterruptedException {
        process.stop(Duration.ofSeconds(20));
    }

    /** As a crash would: returns when the broker is gone. */
    public void kill() throws InterruptedException {
        process.kill();
    }
}
