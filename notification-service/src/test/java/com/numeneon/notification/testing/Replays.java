package com.numeneon.notification.testing;

import com.numeneon.contracts.json.ContractJson;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Asks a pod for replays, as an operator does. */
public final class Replays {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Pod pod;

    public Replays(Pod pod) {
        this.pod = pod;
    }

    /** The whole answer. */
    public Answer ask(String query) {
        HttpResponse<String> response = send(query, HttpResponse.BodyHandlers.ofString());
        return new Answer(response.statusCode(), response.body().lines().toList());
    }

    /** The answer as it comes; closing it goes away. */
    public InputStream open(String query) {
        return send(query, HttpResponse.BodyHandlers.ofInputStream()).body();
    }

    /** Sends events again; the whole answer. */
    public Answer deliver(String operator, String query) {
        HttpResponse<String> response = send(
                request(query + "&deliver=true", operator).POST(HttpRequest.BodyPublishers.noBody()),
                HttpResponse.BodyHandlers.ofString());
        return new Answer(response.statusCode(), response.body().lines().toList());
    }

    /** Sends events again; the answer as it comes; closing it cancels what is still to come. */
    public InputStream openDelivery(String operator, String query) {
        return send(
                        request(query + "&deliver=true", operator).POST(HttpRequest.BodyPublishers.noBody()),
                        HttpResponse.BodyHandlers.ofInputStream())
                .body();
    }

    private <T> HttpResponse<T> send(String query, HttpResponse.BodyHandler<T> handler) {
        return send(request(query, "carol"), handler);
    }

    private HttpRequest.Builder request(String query, String operator) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + pod.managementPort() + "/replay?" + query))
                .header("X-Operator", operator);
    }

    private static <T> HttpResponse<T> send(HttpRequest.Builder request, HttpResponse.BodyHandler<T> handler) {
        try {
            return HTTP.send(request.build(), handler);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Lines of an answer. */
    public record Answer(int status, List<String> lines) {

        /** Those about events. */
        public List<JsonNode> rows() {
            return lines.stream()
                    .map(Answer::json)
                    .filter(line -> line.has("topic"))
                    .toList();
        }

        /** The frames to the letter, without those rows that have none. */
        public List<String> frames() {
            return lines.stream()
                    .filter(line -> line.contains("\"frame\":{"))
                    .map(line -> line.substring(line.indexOf("\"frame\":") + 8, line.lastIndexOf(",\"reason\":")))
                    .toList();
        }

        /** What became of the events, in their order: the type of the frame, or the reason. */
        public List<String> outcomes() {
            return rows().stream()
                    .map(row -> row.path("frame").isNull()
                            ? row.path("reason").asString()
                            : row.path("frame").path("type").asString())
                    .toList();
        }

        /** What the pods did with the event of the first row that has a frame, in the order of the pods. */
        public List<String> trail() {
            return rows().stream().filter(row -> row.path("trail").isArray()).findFirst().stream()
                    .flatMap(row -> row.path("trail").valueStream())
                    .map(outcome -> outcome.path("outcome").asString())
                    .toList();
        }

        /** All lines of this kind. */
        public List<JsonNode> all(String kind) {
            return lines.stream()
                    .map(Answer::json)
                    .filter(line -> line.has(kind))
                    .map(line -> line.get(kind))
                    .toList();
        }

        /** The last line of this kind; a missing node when there is none. */
        public JsonNode about(String kind) {
            return all(kind).stream()
                    .reduce((first, second) -> second)
                    .orElseGet(() -> ContractJson.mapper().missingNode());
        }

        private static JsonNode json(String line) {
            return ContractJson.mapper().readTree(line);
        }
    }
}
