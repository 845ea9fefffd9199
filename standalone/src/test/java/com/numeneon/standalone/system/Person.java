package com.numeneon.standalone.system;

import com.numeneon.contracts.json.ContractJson;
import com.numeneon.infra.testing.AtOnce;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Somebody with a browser: an account, its tokens and calls to the public origin in the way the frontend makes them. Safe
 * for all threads.
 */
public final class Person {

    private static final List<String> USER_REF =
            List.of("id", "username", "first_name", "last_name", "profile_picture");

    private final RunningSystem system;
    private final JsonNode user;
    private final String access;
    private final String refresh;

    private Person(RunningSystem system, JsonNode user, String access, String refresh) {
        this.system = system;
        this.user = user;
        this.access = system.secrets().note(access);
        this.refresh = system.secrets().note(refresh);
    }

    static Person signUp(RunningSystem system, String username) {
        trySigningUp(system, username).expect(201);
        return logIn(system, username);
    }

    static Answer trySigningUp(RunningSystem system, String username) {
        String firstName = username.substring(0, 1).toUpperCase(Locale.ROOT) + username.substring(1);
        Map<String, String> account = Map.of(
                "username",
                username,
                "email",
                email(system, username),
                "password",
                password(system, username),
                "display_name",
                firstName + " Ames");
        return call(system, system.origin(), "POST", "/api/auth/signup/", Map.of(), account);
    }

    /** The same person with a picture, by which more can be told from whether it is shown. */
    Person withPicture() {
        JsonNode changed = answer(
                        "PATCH", "/api/auth/profile/", Map.of("avatar", "https://pics.example/" + name() + ".png"))
                .expect(200);
        return new Person(system, changed, access, refresh);
    }

    static Person logIn(RunningSystem system, String username) {
        Map<String, String> credentials =
                Map.of("email", email(system, username), "password", password(system, username));
        JsonNode login = call(system, system.origin(), "POST", "/api/auth/login/", Map.of(), credentials)
                .expect(200);
        return new Person(
                system,
                login.get("user"),
                login.get("access").asString(),
                login.get("refresh").asString());
    }

    /** Somebody new whose name begins like this and goes on with a number. */
    static Person newcomer(RunningSystem system, String name) {
        return signUp(system, name + "-" + system.nextNumber());
    }

    public static List<Person> newcomers(RunningSystem system, int count, String name) {
        return AtOnce.times(count, () -> newcomer(system, name));
    }

    /** Status and body of an answer; the body is null when it is empty. */
    record Answer(int status, @Nullable JsonNode body, HttpHeaders headers) {

        /** The body of an answer with this status. */
        JsonNode expect(int expected) {
            if (status != expected) {
                throw new AssertionError("status " + status + " instead of " + expected + ": " + body);
            }
            return body == null ? ContractJson.mapper().nullNode() : body;
        }
    }

    public long id() {
        return user.get("id").asLong();
    }

    public String name() {
        return user.get("username").asString();
    }

    /** As others see this person. */
    ObjectNode ref() {
        ObjectNode ref = ContractJson.mapper().createObjectNode();
        USER_REF.forEach(field -> ref.set(field, user.get(field)));
        return ref;
    }

    public String accessToken() {
        return access;
    }

    String refreshToken() {
        return refresh;
    }

    String email() {
        return email(system, name());
    }

    /** The same person, who has logged in once more. */
    Person elsewhere() {
        return logIn(system, name());
    }

    JsonNode get(String path) {
        return answer("GET", path, null).expect(200);
    }

    /** A list that is given oldest first, with all pages before. */
    List<JsonNode> allPages(String path) {
        List<JsonNode> entries = new ArrayList<>();
        for (String page = path; page != null; ) {
            Answer answer = answer("GET", page, null);
            entries.addAll(0, answer.expect(200).valueStream().toList());
            page = answer.headers()
                    .firstValue("Link")
                    .map(link -> link.substring(link.indexOf('<') + 1, link.indexOf('>')))
                    .orElse(null);
        }
        return entries;
    }

    JsonNode post(String path, Map<String, ?> body) {
        return answer("POST", path, body).expect(201);
    }

    Answer answer(String method, String path, @Nullable Map<String, ?> body) {
        return answer(method, path, body, Map.of());
    }

    Answer answer(String method, String path, @Nullable Map<String, ?> body, Map<String, String> headers) {
        return answerAt(system.origin(), method, path, body, headers);
    }

    /** From one pod, past the front door. */
    Answer answerAt(
            URI origin, String method, String path, @Nullable Map<String, ?> body, Map<String, String> headers) {
        var all = new HashMap<>(headers);
        all.put("Authorization", "Bearer " + access);
        return call(system, origin, method, path, all, body);
    }

    /** @return the message */
    JsonNode write(Person receiver, String content) {
        return post("/api/messages/", Map.of("receiver_id", receiver.id(), "content", content));
    }

    /** @return the post */
    JsonNode publish(String content) {
        return post("/api/posts/", Map.of("content", content));
    }

    /** @return the id of the request */
    long ask(Person other) {
        return post("/api/friends/request/" + other.id() + "/", Map.of())
                .get("request_id")
                .asLong();
    }

    void accept(long requestId) {
        post("/api/friends/accept/" + requestId + "/", Map.of());
    }

    public void befriend(Person other) {
        other.accept(ask(other));
    }

    void logOut() {
        call(system, system.origin(), "POST", "/api/auth/logout/", Map.of(), Map.of("refresh", refresh))
                .expect(204);
    }

    FrameSocket connect() {
        return FrameSocket.open(system.http(), system.origin(), access);
    }

    /** One socket through the front door and one on each pod. */
    Sockets connectEverywhere() {
        return Sockets.of(List.of(
                connect(),
                FrameSocket.open(system.http(), system.pod("notification-1"), access),
                FrameSocket.open(system.http(), system.pod("notification-2"), access)));
    }

    static String email(RunningSystem system, String username) {
        return system.secrets().note(username + "@example.org");
    }

    static String password(RunningSystem system, String username) {
        return system.secrets().note("a good password of " + username);
    }

    /** What a browser sends that is nobody, or with these headers somebody. */
    static Answer call(
            RunningSystem system,
            URI origin,
            String method,
            String path,
            Map<String, String> headers,
            @Nullable Map<String, ?> body) {
        return send(
                system,
                origin,
                method,
                path,
                headers,
                body == null ? "" : ContractJson.mapper().writeValueAsString(body));
    }

    /** With any text as the body. */
    static Answer send(
            RunningSystem system, URI origin, String method, String path, Map<String, String> headers, String body) {
        var request = HttpRequest.newBuilder(origin.resolve(path))
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .header("Content-Type", "application/json");
        headers.forEach(request::header);
        try {
            HttpResponse<String> response = system.http().send(request.build(), BodyHandlers.ofString());
            String text = response.body();
            return new Answer(
                    response.statusCode(),
                    text.isEmpty() ? null : ContractJson.mapper().readTree(text),
                    response.headers());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw RunningSystem.interrupted(e);
        }
    }
}
