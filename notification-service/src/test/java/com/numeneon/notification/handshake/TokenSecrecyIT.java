package com.numeneon.notification.handshake;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import com.numeneon.contracts.token.TokenType;
import com.numeneon.notification.testing.Client;
import com.numeneon.notification.testing.Events;
import com.numeneon.notification.testing.Pod;
import com.numeneon.notification.testing.RawSocket;
import com.numeneon.notification.testing.Tokens;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;

class TokenSecrecyIT {

    @ParameterizedTest
    @CsvSource({"'', DEBUG", "ecs, '\"level\":\"DEBUG\"'", "logstash, '\"level\":\"DEBUG\"'"})
    void no_token_gets_into_logs_metrics_or_errors_even_when_everything_is_logged(String format, String sign) {
        long user = Events.newUser();
        List<String> tokens = new ArrayList<>();
        StringBuilder answers = new StringBuilder();
        Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        Logger jetty = (Logger) LoggerFactory.getLogger("org.eclipse.jetty");
        PrintStream console = System.out;
        ByteArrayOutputStream captured = new ByteArrayOutputStream();
        Pod pod = Pod.ready("logging.structured.format.console=" + format);
        System.setOut(new PrintStream(captured, true, StandardCharsets.UTF_8));
        root.setLevel(Level.TRACE);
        jetty.setLevel(Level.TRACE);
        try (pod) {
            tokens.add(Tokens.of(user, "alice"));
            pod.open(tokens.getLast()).leave();
            tokens.add(Tokens.of(user, "alice"));
            Client.open(pod.sockets(""), "Authorization", "Bearer " + tokens.getLast())
                    .close();
            tokens.add(Tokens.expiringIn(Duration.ofDays(-3), user, "alice", "s"));
            answers.append(refused(pod, "/ws/notifications/?token=" + tokens.getLast()));
            tokens.add(Tokens.signed(Tokens.KEY, TokenType.REFRESH, Duration.ofHours(1), user, "alice", "s"));
            answers.append(refused(pod, "/ws/notifications/?token=" + tokens.getLast()));
            tokens.add(Tokens.of(user, "alice"));
            answers.append(refused(pod, "/ws/notifications/?token=" + tokens.getLast() + "%zz"));
            tokens.add(Tokens.of(user, "alice"));
            answers.append(refused(pod, "/elsewhere/?token=" + tokens.getLast()));
            tokens.add(Tokens.of(user, "alice"));
            answers.append(refused(pod, "/ws/notifications/?token=" + tokens.getLast() + "&x=" + "x".repeat(40_000)));
            answers.append(pod.management("/metrics").body());
            answers.append(pod.management("/readyz?token=" + tokens.getLast()).body());
        } finally {
            root.setLevel(Level.INFO);
            jetty.setLevel(Level.WARN);
            System.setOut(console);
        }

        String log = captured.toString(StandardCharsets.UTF_8);
        assertThat(log).as("the log was captured").contains(sign, "org.eclipse.jetty", "/ws/notifications", "[hidden]");
        for (String token : tokens) {
            String[] parts = token.split("\\.", -1);
            assertThat(log).doesNotContain(parts[1]).doesNotContain(parts[2]);
            assertThat(answers).doesNotContain(parts[1]).doesNotContain(parts[2]);
        }
    }

    private static String refused(Pod pod, String target) {
        try (RawSocket raw = RawSocket.connect(pod)) {
            return raw.handshake(target).toString();
        }
    }
}
