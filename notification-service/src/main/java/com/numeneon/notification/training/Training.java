package com.numeneon.notification.training;

import com.numeneon.contracts.health.LoopbackRequest;
import com.numeneon.contracts.training.AbsentServer;
import java.io.IOException;
import java.util.Objects;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/**
 * The last step of the run that fills the AOT cache of an image. A pod starts without Kafka, so all is there by now but what
 * its clients load once somebody answers; then the process ends: what a run has used is in the cache.
 */
@Component
@Profile("training")
final class Training implements ApplicationRunner {

    private static final int PATIENCE_MS = 5_000;

    private final WebServerApplicationContext context;

    Training(WebServerApplicationContext context) {
        this.context = context;
    }

    @Override
    public void run(ApplicationArguments arguments) throws IOException, InterruptedException {
        int port = Objects.requireNonNull(context.getWebServer()).getPort();
        LoopbackRequest.statusLine(port, "/ws/notifications/", PATIENCE_MS);
        try (AbsentServer nobody = new AbsentServer()) {
            nobody.askAsConsumer();
            nobody.askAsProducer();
        }
        // Not exit(), which drains.
        Runtime.getRuntime().halt(0);
    }
}
