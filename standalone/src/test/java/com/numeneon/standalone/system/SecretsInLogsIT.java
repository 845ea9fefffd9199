package com.numeneon.standalone.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.numeneon.infra.testing.AtOnce;
import com.numeneon.standalone.system.Person.Answer;
import java.net.http.WebSocketHandshakeException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * No token, password or e-mail address gets into what any part prints or measures, though all parts of ours log what they
 * can. Runs after all other classes, so that the logs are of everything that they did, and adds what goes wrong.
 */
@Order(Integer.MAX_VALUE)
class SecretsInLogsIT {

    private final RunningSystem system = SharedSystem.get();

    @Test
    void nothing_that_anybody_used_is_in_a_log_or_a_metric() {
        Person somebody = Person.newcomer(system, "somebody");
        useWell(somebody);
        logInWrongly(somebody);
        signUpTwiceAtOnce();
        sendBrokenBodies(somebody);
        Stream.of(
                        somebody.accessToken() + "x",
                        somebody.refreshToken(),
                        withoutSignature(somebody.accessToken()),
                        "eyJhbGciOiJIUzI1NiJ9.eyJ1c2VyX2lkIjoxfQ.c2VjcmV0LXNpZ25hdHVyZS1vZi1ub2JvZHk")
                .map(system.secrets()::note)
                .forEach(this::useWrongToken);
        logOutEverywhere(somebody);
        useWrongToken(somebody.accessToken());

        var leaks = new Leaks(system.secrets().forms());
        assertThat(leaks.in(system.logs())).isEmpty();
        for (String part : List.of("api-1", "api-2", "notification-1", "notification-2")) {
            assertThat(leaks.in("metrics of " + part, system.metrics(part))).isEmpty();
        }
    }

    @Test
    void what_is_in_a_log_would_be_found() {
        Person somebody = Person.newcomer(system, "somebody");

        List<String> found = new Leaks(Set.of("account created userId=" + somebody.id())).in(system.logs());

        assertThat(found).hasSize(1).first().asString().startsWith("api-");
    }

    @Test
    void each_form_of_a_secret_would_be_found() {
        var secrets = new Secrets();
        secrets.note("eyJhbGciOiJSUzI1NiJ9.eyJ1c2VyX2lkIjoxfQ.the-signature");
        secrets.note("somebody@example.org");
        secrets.note("a good password");
        var leaks = new Leaks(secrets.forms());

        assertThat(List.of(
                        "GET /ws/notifications/?token=eyJhbGciOiJSUzI1NiJ9.eyJ1c2VyX2lkIjoxfQ.the-signature 401",
                        "bad signature \"the-signature\"",
                        "email=somebody@example.org",
                        "email=somebody%40example.org",
                        "wrong: a good password",
                        "password=a+good+password",
                        "password=a%20good%20password"))
                .allSatisfy(line -> assertThat(leaks.in("log", line)).hasSize(1));
        assertThat(leaks.in("log", "userId=7 somebody at example.org")).isEmpty();
    }

    private void useWell(Person somebody) {
        try (FrameSocket socket = somebody.connect()) {
            socket.expectNothingMore();
        }
        JsonNode pair = nobody("POST", "/api/auth/token/refresh/", Map.of("refresh", somebody.refreshToken()))
                .expect(200);
        pair.values().forEach(token -> system.secrets().note(token.asString()));
        somebody.get("/api/auth/me/");
        somebody.get("/api/auth/search/?q=" + somebody.email());
    }

    /** Returns when every pod knows. */
    private void logOutEverywhere(Person somebody) {
        try (Sockets sockets = somebody.connectEverywhere()) {
            somebody.logOut();
            sockets.all().forEach(socket -> assertThat(socket.closeCode()).isEqualTo(4003));
        }
        for (String pod : List.of("api-1", "api-2")) {
            await(pod + " refuses the token")
                    .until(() -> somebody.answerAt(system.pod(pod), "GET", "/api/auth/me/", null, Map.of())
                                    .status()
                            == 401);
        }
    }

    private void logInWrongly(Person somebody) {
        String wrong = system.secrets().note("not the password of " + somebody.name());
        nobody("POST", "/api/auth/login/", Map.of("email", somebody.email(), "password", wrong))
                .expect(401);
        String unknown = Person.email(system, "nobody-at-all");
        nobody("POST", "/api/auth/login/", Map.of("email", unknown, "password", wrong))
                .expect(401);
        String malformed = system.secrets().note("somebody@@example..org");
        nobody("POST", "/api/auth/signup/", Map.of("username", "x", "email", malformed, "password", wrong))
                .expect(400);
        nobody("POST", "/api/auth/token/refresh/", Map.of("refresh", somebody.accessToken()))
                .expect(401);
    }

    /** So that the database refuses what neither pod could know of. */
    private void signUpTwiceAtOnce() {
        for (int round = 0; round < BothApiPods.ROUNDS; round++) {
            String name = "twin-" + system.nextNumber();
            List<Answer> answers = AtOnce.times(6, () -> Person.trySigningUp(system, name));
            assertThat(answers.stream().map(Answer::status)).containsOnlyOnce(201);
            assertThat(answers).filteredOn(answer -> answer.status() != 201).allMatch(answer -> answer.status() == 400);
        }
    }

    private void sendBrokenBodies(Person somebody) {
        String password = Person.password(system, somebody.name());
        for (String body : List.of(
                "{\"email\": \"" + somebody.email() + "\", \"password\": \"" + password,
                "{\"password\": \"" + password + "\", \"password\": \"" + password + "\"}",
                "[\"" + somebody.email() + "\", \"" + password + "\"]",
                "\"" + password + "\"",
                somebody.accessToken())) {
            for (String path : List.of("/api/auth/login/", "/api/auth/signup/", "/api/auth/token/refresh/")) {
                assertThat(Person.send(system, system.origin(), "POST", path, Map.of(), body)
                                .status())
                        .as("status of %s", path)
                        .isEqualTo(400);
            }
        }
    }

    private void useWrongToken(String token) {
        Person.call(system, system.origin(), "GET", "/api/auth/me/", Map.of("Authorization", "Bearer " + token), null)
                .expect(401);
        nobody("GET", "/api/auth/me/?token=" + token, null).expect(401);
        nobody("GET", "/api/nowhere/" + token, null);
        nobody("GET", "/nowhere?access=" + token, null);
        assertThatThrownBy(() -> FrameSocket.open(system.http(), system.origin(), token))
                .as("a handshake with a wrong token")
                .hasCauseInstanceOf(WebSocketHandshakeException.class);
        Person.call(
                        system,
                        system.origin(),
                        "GET",
                        "/ws/notifications/?token=" + token,
                        Map.of("Authorization", "Bearer " + token),
                        null)
                .expect(401);
    }

    private Answer nobody(String method, String path, @Nullable Map<String, ?> body) {
        return Person.call(system, system.origin(), method, path, Map.of(), body);
    }

    private static String withoutSignature(String token) {
        return token.substring(0, token.lastIndexOf('.') + 1);
    }
}
