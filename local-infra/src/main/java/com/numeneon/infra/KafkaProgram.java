package com.numeneon.infra;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/**
 * A Kafka broker on loopback that is its own controller (KRaft), with its data in a folder. It runs in a JVM of its own,
 * by the same Java as this one, so that none of its many libraries is on our class path.
 */
public final class KafkaProgram implements Program {

    /** Small, and quick to start rather than quick at its peak: this broker serves one machine. */
    private static final List<String> JVM = List.of(
            "-Xmx256m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "--sun-misc-unsafe-memory-access=allow",
            "-Djava.awt.headless=true",
            "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
            "-Dorg.slf4j.simpleLogger.showDateTime=true",
            "-Dorg.slf4j.simpleLogger.dateTimeFormat=yyyy-MM-dd'T'HH:mm:ss.SSSXXX",
            "-Dorg.slf4j.simpleLogger.logFile=System.out");

    private final Path home;
    private final int port;
    private final int controllerPort;

    public KafkaProgram(Path home, int port, int controllerPort) {
        this.home = home.toAbsolutePath();
        this.port = port;
        this.controllerPort = controllerPort;
    }

    @Override
    public String name() {
        return "kafka";
    }

    public int port() {
        return port;
    }

    public String bootstrapServers() {
        return "127.0.0.1:" + port;
    }

    @Override
    public void prepare() throws IOException, InterruptedException {
        Files.createDirectories(home);
        Files.writeString(properties(), settings());
        if (!Files.exists(data().resolve("meta.properties"))) {
            Tool.run(
                    java(
                            "kafka.tools.StorageTool",
                            "format",
                            "--ignore-formatted",
                            "--cluster-id",
                            newClusterId(),
                            "--config",
                            properties().toString()),
                    Map.of(),
                    refusesToRunAsRoot(),
                    "");
        }
    }

    @Override
    public List<String> command() throws IOException {
        return java("kafka.Kafka", properties().toString());
    }

    @Override
    public boolean isReady(long pid) {
        return KafkaHandshake.isAnsweredAt(port);
    }

    /** A broker that was told to end leaves in order: its successor need not check its logs. */
    @Override
    public Signal orphanSignal() {
        return Signal.TERM;
    }

    private String settings() {
        return """
                process.roles=broker,controller
                node.id=1
                controller.quorum.voters=1@127.0.0.1:%2$d
                controller.listener.names=CONTROLLER
                listeners=PLAINTEXT://127.0.0.1:%1$d,CONTROLLER://127.0.0.1:%2$d
                advertised.listeners=PLAINTEXT://127.0.0.1:%1$d
                log.dirs=%3$s
                auto.create.topics.enable=false
                # A broker that was killed waits for its former session to expire before it is back.
                broker.session.timeout.ms=2000
                broker.heartbeat.interval.ms=500
                group.initial.rebalance.delay.ms=0
                default.replication.factor=1
                min.insync.replicas=1
                offsets.topic.replication.factor=1
                offsets.topic.num.partitions=3
                transaction.state.log.replication.factor=1
                transaction.state.log.min.isr=1
                transaction.state.log.num.partitions=3
                share.coordinator.state.topic.replication.factor=1
                share.coordinator.state.topic.min.isr=1
                share.coordinator.state.topic.num.partitions=3
                num.network.threads=2
                num.io.threads=4
                log.cleaner.dedupe.buffer.size=16777216
                """.formatted(port, controllerPort, data().toString().replace("\\", "\\\\"));
    }

    private static String newClusterId() {
        var bytes = new byte[16];
        new SecureRandom().nextBytes(bytes);
        bytes[0] &= 0x7f; // so that the text never begins like an option, with "-"
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static List<String> java(String main, String... arguments) throws IOException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(JVM);
        command.addAll(List.of("-cp", classPath(), main));
        command.addAll(List.of(arguments));
        return command;
    }

    /** Written by this module's build. */
    private static String classPath() throws IOException {
        try (InputStream in = KafkaProgram.class.getResourceAsStream("kafka.classpath")) {
            if (in == null) {
                throw new IOException("the broker's class path is missing: build local-infra with Maven");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
        }
    }

    private Path properties() {
        return home.resolve("server.properties");
    }

    private Path data() {
        return home.resolve("data");
    }
}
