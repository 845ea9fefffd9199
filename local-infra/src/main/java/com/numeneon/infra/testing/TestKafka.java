package com.numeneon.infra.testing;

import com.numeneon.infra.FreePorts;
import com.numeneon.infra.KafkaBroker;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.concurrent.FutureTask;

/**
 * The one Kafka broker of this JVM's tests, started when it is first asked for. Tests keep apart by topics or data. A
 * test that stops a broker owns it: see {@link KafkaBroker}. Safe for use by many threads.
 */
public final class TestKafka {

    private static final FutureTask<String> BROKER = new FutureTask<>(TestKafka::start);

    private TestKafka() {}

    public static String bootstrapServers() {
        return Once.get(BROKER);
    }

    private static String start() throws IOException, InterruptedException {
        return switch (ServerChoice.made()) {
            case CONTAINERS -> ContainerServers.startKafka();
            case EMBEDDED -> embedded();
        };
    }

    private static String embedded() throws IOException, InterruptedException {
        Path home = TestFolders.newHome("kafka");
        var broker = KafkaBroker.start(home, new FreePorts(new SecureRandom()).pick());
        TestFolders.whenJvmEnds(broker::kill, home);
        return broker.bootstrapServers();
    }
}
