package com.numeneon.api.training;

import com.numeneon.contracts.health.LoopbackRequest;
import com.numeneon.contracts.training.AbsentServer;
import java.io.IOException;
import java.util.Comparator;
import java.util.Objects;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/**
 * The rest of the run that fills the AOT cache of an image. When every bean is made it does what a start does after that, as
 * far as that goes where neither Postgres nor Kafka is, and ends the process: what a run has used is in the cache.
 */
@Component
@Profile("training")
final class Training implements SmartInitializingSingleton {

    private static final int PATIENCE_MS = 5_000;

    private final WebServerApplicationContext context;

    Training(WebServerApplicationContext context) {
        this.context = context;
    }

    @Override
    public void afterSingletonsInstantiated() {
        try (AbsentServer nobody = new AbsentServer()) {
            startServers();
            int port = Objects.requireNonNull(context.getWebServer()).getPort();
            LoopbackRequest.statusLine(port, "/api/nothing", PATIENCE_MS);
            nobody.askAsProducer();
            migrate(nobody);
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
        // Before our own beans start, which need servers. Not exit(), which waits for what is being done here.
        Runtime.getRuntime().halt(0);
    }

    /** Those of the public and the management port. */
    private void startServers() {
        context.getBeansOfType(SmartLifecycle.class).values().stream()
                .filter(bean -> bean.getClass().getName().startsWith("org.springframework."))
                .sorted(Comparator.comparingInt(SmartLifecycle::getPhase))
                .forEach(SmartLifecycle::start);
    }

    private static void migrate(AbsentServer nobody) {
        try {
            Flyway.configure()
                    .dataSource("jdbc:postgresql://" + nobody.address() + "/training", "nobody", "")
                    .load()
                    .migrate();
            throw new IllegalStateException("somebody answered");
        } catch (FlywayException e) {
            // As it should.
        }
    }
}
