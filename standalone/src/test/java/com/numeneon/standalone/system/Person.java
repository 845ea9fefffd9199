package com.numeneon.standalone.system;

import com.numeneon.contracts.json.ContractJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Somebody with a browser: an account, its tokens and calls to the public origin in the way the frontend makes them. */
final class Person {

    static final String PASSWORD = "a good password";

    private final HttpClient http;
    private final URI origin;
    private final JsonNode user;
    private final String access;
    private final String refresh;

    private Person(HttpClient http, URI origin, JsonNode login) {
        this.http = http;
        this.origin = origin;
        this.user = login.get("user");
        this.access = login.get("access").asString();
        this.refresh = login.get("refresh").asString();
    }

    static Person signUp(HttpClient http, URI origin, String username) {
        Answer answer = call(
                http,
                origin,
                "POST",
                "/api/auth/signup/",
                null,
                Map.of("username", username, "email", username + "@example.org", "password", PASSWORD));
        answer.expect(201);
        return logIn(http, origin, username);
    }

    static Person logIn(HttpClient http, URI origin, String username) {
        return new Person(
                http,
                origin,
                call(
                                http,
                                origin,
                                "POST",
                                "/api/auth/login/",
                                null,
                                Map.of("email", username + "@example.org", "password", PASSWORD))
                        .expect(200));
    }

    /** Status and body of an answer; the body is null when it is empty. */
    record Answer(int status, JsonNode body) {
        JsonNode expect(int expected) {
            if (status != expected) {
                throw new AssertionError("status " + status + " instead of " + expected + ": " + body);
            }
            return body;
        }
    }

    long id() {
        return user.get("id").asLong();
    }

    String name() {
        return user.get("username").asString();
    }

    String accessToken() {
        return access;
    }

    JsonNode get(String path) {
        return answer("GET", path, null).expect(200);
    }

    JsonNode post(String path, Map<String, ?> body) {
        return answer("POST", path, body).expect(201);
    }

    Answer answer(String method, String path, Map<String, ?> body) {
        return call(http, origin, method, path, access, body);
    }

    void logOut() {
        call(http, origin, "POST", "/api/auth/logout/", null, Map.of("refresh", refresh))
                .expect(204);
    }

    FrameSocket connect() {
        return FrameSocket.open(http, origin, access);
    }

    private static Answer call(
            HttpClient http, URI origin, String method, String path, String token, Map<String, ?> body) {
        var request = HttpRequest.newBuilder(origin.resolve(path))
                .method(
                        method,
                        body == null
                                ? BodyPublishers.noBody()
                                : BodyPublishers.ofString(ContractJson.mapper().writeValueAsString(body)))
                .header("Content-Type", "application/json");
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        try {
            HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
            String text = response.body();
            return new Answer(
                    response.statusCode(),
                    text.isEmpty() ? null : ContractJson.mapper().readTree(text));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
