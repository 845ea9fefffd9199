package com.numeneon.api.web;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.numeneon.contracts.origin.AllowedOrigins;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class CorsTest {

    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final Cors cors = new Cors(AllowedOrigins.parse("https://allowed.example"));

    @BeforeEach
    void listen() {
        log.start();
        logger().addAppender(log);
    }

    @AfterEach
    void stopListening() {
        logger().detachAppender(log);
    }

    @Test
    void a_refused_origin_is_logged_once_with_the_setting_that_would_allow_it() {
        Map<String, String> headers = new HashMap<>();

        assertThat(cors.apply("https://other.example", headers::put)).isFalse();
        assertThat(cors.apply("https://other.example", headers::put)).isFalse();

        assertThat(headers).containsOnlyKeys("Vary");
        assertThat(log.list)
                .singleElement()
                .satisfies(line -> assertThat(line.getFormattedMessage())
                        .contains("https://other.example", "CORS_ALLOWED_ORIGINS"));
    }

    @Test
    void an_origin_cannot_write_lines_of_its_own_into_the_log() {
        cors.apply("https://a\r\nERROR forged", (name, value) -> {});

        assertThat(log.list)
                .singleElement()
                .satisfies(line -> assertThat(line.getFormattedMessage()).doesNotContain("\n", "\r"));
    }

    private static Logger logger() {
        return (Logger) LoggerFactory.getLogger(Cors.class);
    }
}
