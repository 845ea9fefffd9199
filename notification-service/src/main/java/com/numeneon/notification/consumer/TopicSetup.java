package com.numeneon.notification.consumer;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;

/** Makes sure that the topics exist before they are read, so that it does not matter which service starts first. */
final class TopicSetup {

    private final ConsumerSettings settings;

    TopicSetup(ConsumerSettings settings) {
        this.settings = settings;
    }

    /** @throws KafkaException when the broker cannot be reached or refuses */
    void ensure() {
        Admin admin = Admin.create(settings.admin());
        try {
            settings.topics().ensureTopics(admin);
        } catch (ExecutionException | TimeoutException e) {
            throw new KafkaException("topics cannot be ensured at " + settings.bootstrapServers() + ": " + e, e);
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        } finally {
            // Without a limit it would wait for answers that nobody wants any more.
            admin.close(Duration.ZERO);
        }
    }
}
