package com.numeneon.api.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * Calls the service over HTTP as the browser does: JSON content type always, body or not. What the public port
 * answers must be as {@code contracts/openapi.yaml} says, see {@link DescribedAnswers}, and no failure of the service's own
 * unless the test is {@link #inTrouble}. Immutable.
 */
public final class ApiClient {

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final int port;
    private final boolean described;
    private final boolean inTrouble;
    private final Map<String, String> headers;

    /** Of a port whose answers nobody describes. */
    public ApiClient(int port) {
        this(port, false, false, Map.of("Content-Type", "application/json"));
    }

    private ApiClient(int port, boolean described, boolean inTrouble, Map<String, String> headers) {
        this.port = port;
        this.described = described;
        this.inTrouble = inTrouble;
        this.headers = headers;
    }

    /** Of the public port: whatever comes back must be as described. */
    static ApiClient ofApi(int port) {
        return new ApiClient(port, true, false, Map.of("Content-Type", "application/json"));
    }

    public ApiClient with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new ApiClient(port, described, inTrouble, more);
    }

    /** For a test that takes something away from the service: answers from 500 on are no failures of the test. */
    public ApiClient inTrouble() {
        return new ApiClient(port, described, true, headers);
    }

    public ApiClient withToken(String accessToken) {
        return with("Authorization", "Bearer " + accessToken);
    }

    /** As if a browser at this address called through the front door. */
    public ApiClient from(String address) {
        return with("X-Forwarded-For", address);
    }

    public ApiAnswer get(String path) {
        return send("GET", path, BodyPublishers.noBody());
    }

    /** The entries of a list, which must be answered with 200. */
    public List<JsonNode> list(String path) {
        ApiAnswer answer = get(path);
        if (answer.status() != 200) {
            throw new AssertionError(path + ": " + answer.status() + " " + answer.text());
        }
        return answer.json().valueStream().toList();
    }

    public ApiAnswer post(String path, String json) {
        return send("POST", path, json);
    }

    public ApiAnswer post(String path) {
        return send("POST", path, BodyPublishers.noBody());
    }

    public ApiAnswer patch(String path) {
        return send("PATCH", path, BodyPublishers.noBody());
    }

    public ApiAnswer delete(String path) {
        return send("DELETE", path, BodyPublishers.noBody());
    }

    public ApiAnswer send(String method, String path, String body) {
        return send(method, path, BodyPublishers.ofString(body));
    }

    public ApiAnswer send(String method, String path, BodyPublisher body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(TIMEOUT)
                .method(method, body);
        headers.forEach(request::header);
        try {
            ApiAnswer answer = new ApiAnswer(HTTP.send(request.build(), BodyHandlers.ofString()));
            if (described && !inTrouble && answer.status() >= 500) {
                throw new AssertionError(method + " " + path + " failed: " + answer.status() + " " + answer.text());
            }
            if (described) {
                DescribedAnswers.check(method, path, answer);
            }
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
