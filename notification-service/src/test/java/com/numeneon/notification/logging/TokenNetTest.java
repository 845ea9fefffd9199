package com.numeneon.notification.logging;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import com.numeneon.contracts.json.ContractJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.event.KeyValuePair;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.boot.logging.logback.StructuredLogEncoder;
import org.springframework.core.env.Environment;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.ClassPathResource;
import tools.jackson.databind.JsonNode;

/** What a container prints, by the service's own configuration. */
class TokenNetTest {

    private static final String TOKEN = "eyJhbGciOiJSUzI1NiJ9.eyJ1c2VyX2lkIjoxfQ.the-signature";

    private final LoggerContext context = new LoggerContext();
    private final Logger logger = context.getLogger("org.eclipse.jetty.server.HttpChannel");

    private String line(String format, LoggingEvent event) throws IOException {
        StandardEnvironment environment = new StandardEnvironment();
        new YamlPropertySourceLoader()
                .load("application", new ClassPathResource("application.yaml"))
                .forEach(environment.getPropertySources()::addLast);
        context.putObject(Environment.class.getName(), environment);
        StructuredLogEncoder encoder = new StructuredLogEncoder();
        encoder.setContext(context);
        encoder.setFormat(format);
        encoder.start();
        return new String(encoder.encode(event), StandardCharsets.UTF_8);
    }

    private LoggingEvent event(String message, Throwable failure) {
        LoggingEvent event = new LoggingEvent(getClass().getName(), logger, Level.DEBUG, message, failure, null);
        event.setMDCPropertyMap(Map.of("asked", "/ws/?token=" + TOKEN));
        event.addKeyValuePair(new KeyValuePair("header", "Bearer " + TOKEN));
        return event;
    }

    @ParameterizedTest
    @ValueSource(strings = {"ecs", "logstash", "gelf"})
    void no_token_is_in_any_part_of_a_line(String format) throws IOException {
        Exception cause = new IllegalArgumentException("bad query token=" + TOKEN + "&x=1");
        LoggingEvent event = event(
                "REQUEST GET /ws/notifications/?token=" + TOKEN + " HTTP/1.1",
                new IOException("cannot upgrade", cause));

        String line = line(format, event);

        assertThat(line).doesNotContain("eyJ", "the-signature").contains("token=[hidden]", "&x=1", "Bearer [hidden]");
        JsonNode json = ContractJson.mapper().readTree(line);
        assertThat(json.toString()).contains("REQUEST GET /ws/notifications/?token=[hidden] HTTP/1.1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ecs", "logstash"})
    void a_line_is_one_object_on_one_line_whatever_the_message_has(String format) throws IOException {
        String line = line(format, event("two\nlines \"quoted\"", new IOException("why")));

        assertThat(line).endsWith("}\n");
        assertThat(line.strip()).doesNotContain("\n");
        assertThat(ContractJson.mapper().readTree(line).path("message").asString())
                .isEqualTo("two\nlines \"quoted\"");
    }
}
