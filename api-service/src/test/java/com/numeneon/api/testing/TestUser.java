package com.numeneon.api.testing;

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
