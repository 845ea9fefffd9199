package com.numeneon.api.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessResourceFailureException;

class OutageTest {

    private final Logger logger = (Logger) LoggerFactory.getLogger(Outage.class);
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final Outage outage = new Outage(metrics);

    @BeforeEach
    void listen() {
        log.start();
        logger.addAppender(log);
    }

    @AfterEach
    void stopListening() {
        logger.detachAppender(log);
    }

    @Test
    void each_change_is_logged_once_and_each_failure_is_counted() {
        outage.over();
        outage.failed(new TimeoutException("no answer"));
        outage.failed(new TimeoutException("no answer"));
        outage.failed(new DataAccessResourceFailureException("gone"));
        outage.over();
        outage.over();
        outage.failed(new TimeoutException("no answer"));

        assertThat(log.list)
                .extracting(event -> event.getLevel() + " " + event.getArgumentArray()[0])
                .containsExactly("WARN Kafka", "WARN Postgres", "INFO Postgres", "WARN Kafka");
        assertThat(metrics.get("numeneon.outbox.failures").counter().count()).isEqualTo(4);
    }
}
