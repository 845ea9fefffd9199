package com.numeneon.api.testing;

import com.numeneon.contracts.json.ContractJson;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;

/**
 * Somebody who has signed up and logged in.
 *
 * @param client calls as this user
 */
public record TestUser(
        long id, String username, String email, String password, String access, String refresh, ApiClient client) {

    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final String PASSWORD = "correct horse battery";

    /** A name that nobody in this JVM has yet. */
    public static String freshName() {
        return "user" + COUNT.incrementAndGet();
    }

    public static TestUser signUp(ApiService service) {
        return signUp(service, freshName());
    }

    public static TestUser signUp(ApiService service, String username) {
        String email = username + "@example.org";
        ApiAnswer signup = service.client()
                .post("/api/auth/signup/", Json.object("username", username, "email", email, "password", PASSWORD));
        if (signup.status() != 201) {
            throw new IllegalStateException("signup: " + signup.status() + " " + signup.text());
        }
        return logIn(service, email);
    }

    /** As this user, but with another token. */
    public TestUser withAccess(ApiService service, String token) {
        return new TestUser(
                id, username, email, password, token, refresh, service.client().withToken(token));
    }

    /** A further session of the same user. */
    public TestUser logInAgain(ApiService service) {
        return logIn(service, email);
    }

    /** The message that was sent. */
    public JsonNode send(TestUser receiver, String content) {
        return done(client.post("/api/messages/", message(receiver.id, content)));
    }

    /** The body of a message. */
    public static String message(long receiverId, String content) {
        return ContractJson.mapper()
                .createObjectNode()
                .put("receiver_id", receiverId)
                .put("content", content)
                .toString();
    }

    /** The id of the request. */
    public long ask(TestUser other) {
        return done(client.post("/api/friends/request/" + other.id + "/"))
                .path("request_id")
                .asLong();
    }

    /** The id of the request that the other one accepted. */
    public long befriend(TestUser other) {
        long requestId = ask(other);
        done(other.client.post("/api/friends/accept/" + requestId + "/"));
        return requestId;
    }

    private static JsonNode done(ApiAnswer answer) {
        if (answer.status() != 201) {
            throw new AssertionError(answer.http().uri() + ": " + answer.status() + " " + answer.text());
        }
        return answer.json();
    }

    private static TestUser logIn(ApiService service, String email) {
        JsonNode login = service.client()
                .post("/api/auth/login/", Json.object("email", email, "password", PASSWORD))
                .json();
        String access = login.path("access").asString();
        return new TestUser(
                login.path("user").path("id").asLong(),
                login.path("user").path("username").asString(),
                email,
                PASSWORD,
                access,
                login.path("refresh").asString(),
                service.client().withToken(access));
    }
}
