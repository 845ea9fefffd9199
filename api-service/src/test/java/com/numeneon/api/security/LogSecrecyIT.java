package com.numeneon.api.security;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import com.numeneon.api.testing.ApiAnswer;
import com.numeneon.api.testing.ApiClient;
import com.numeneon.api.testing.ApiService;
import com.numeneon.api.testing.Json;
import com.numeneon.api.testing.TestUser;
import com.numeneon.contracts.token.ForgedToken;
import com.numeneon.contracts.token.TokenType;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.boot.logging.logback.StructuredLogEncoder;

/**
 * What the log of a pod says while people prove who they are: all that we say at DEBUG, none of their secrets, neither in
 * readable lines nor in JSON.
 */
class LogSecrecyIT {

    private static final String LOGIN = "/api/auth/login/";

    private final ApiService service = ApiService.shared();
    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final Logger ours = (Logger) LoggerFactory.getLogger("com.numeneon");
    private final Lines lines = new Lines();

    private static final class Lines extends AppenderBase<ILoggingEvent> {

        private final PatternLayout layout = new PatternLayout();
        private final StructuredLogEncoder json = new StructuredLogEncoder();
        private final Queue<String> all = new ConcurrentLinkedQueue<>();

        @Override
        public void start() {
            layout.setContext(getContext());
            layout.setPattern("%level %logger %mdc %msg %kvp%n%ex{full}");
            layout.start();
            json.setContext(getContext());
            json.setFormat("ecs");
            json.start();
            super.start();
        }

        @Override
        protected void append(ILoggingEvent event) {
            all.add(layout.doLayout(event));
            all.add(new String(json.encode(event), StandardCharsets.UTF_8));
        }
    }

    @BeforeEach
    void listen() {
        lines.setContext(root.getLoggerContext());
        lines.start();
        root.addAppender(lines);
        ours.setLevel(Level.DEBUG);
    }

    @AfterEach
    void stopListening() {
        root.detachAppender(lines);
        ours.setLevel(null);
    }

    @Test
    void no_password_no_token_and_no_e_mail_address_gets_into_the_log() {
        ApiClient client = service.client();
        String name = TestUser.freshName();
        String email = name + "@secret-host.example";
        List<String> secrets = new ArrayList<>(List.of(email, "s3cret one", "s3cret wrong", "s3cret typo", "s3cret 2"));

        client.post("/api/auth/signup/", Json.object("username", name, "email", email, "password", "s3cret one"));
        client.post("/api/auth/signup/", Json.object("username", name, "email", email, "password", "s3cret 2nd"));
        client.post("/api/auth/signup/", Json.object("username", "?", "email", email, "password", "s3cret"));
        client.post(LOGIN, Json.object("email", email, "password", "s3cret wrong"));
        client.post(LOGIN, Json.object("email", "no" + email, "password", "s3cret wrong"));
        client.post(LOGIN, "{\"email\": \"" + email + "\", \"password\": \"s3cret typo\"");
        client.post(LOGIN, "{\"password\": \"s3cret typo\", \"password\": \"s3cret typo\"}");
        ApiAnswer login = client.post(LOGIN, Json.object("email", email, "password", "s3cret one"));
        String access = remember(secrets, login, "access");
        String refresh = remember(secrets, login, "refresh");
        ApiAnswer refreshed = client.post("/api/auth/token/refresh/", Json.object("refresh", refresh));
        remember(secrets, refreshed, "access");
        remember(secrets, refreshed, "refresh");
        client.withToken(access).get("/api/auth/me/");
        client.withToken(access).get("/api/messages/?token=" + access);
        client.withToken(access).get("/nowhere/" + access);
        client.withToken(access).send("DELETE", "/api/auth/me/", "");
        long userId = login.json().path("user").path("id").asLong();
        for (ForgedToken forged : ForgedToken.all(ApiService.signingKey(), TokenType.ACCESS, userId, Instant.now())) {
            client.withToken(forged.text()).get("/api/auth/me/");
            client.post("/api/auth/token/refresh/", Json.object("refresh", forged.text()));
        }
        client.post("/api/auth/logout/", Json.object("refresh", refresh));
        client.post("/api/auth/token/refresh/", Json.object("refresh", refresh));
        client.withToken(access).get("/api/auth/me/");

        String log = String.join("", lines.all);
        assertThat(log).contains("session opened userId=" + userId, "session revoked userId=" + userId);
        assertThat(log).contains("\"message\":\"session opened userId=" + userId);
        assertThat(secrets).hasSize(13).allSatisfy(secret -> assertThat(log).doesNotContain(secret));
        assertThat(log).doesNotContain("eyJ", "$argon2", "Bearer e");
    }

    /** Claims and signature each by itself: together they are the token, and either half may be cut off in a line. */
    private static String remember(List<String> secrets, ApiAnswer answer, String name) {
        String token = answer.json().path(name).asString();
        assertThat(token).isNotBlank();
        String[] parts = token.split("\\.", -1);
        secrets.add(parts[1]);
        secrets.add(parts[2]);
        return token;
    }
}
