package com.numeneon.standalone.operator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The management port of a pod, asked in the name of whoever started the program. What goes wrong is said on the screen in
 * one sentence.
 *
 * @param management the port
 * @param token the operator's, if there is one
 */
public record Pod(URI management, Optional<String> token) {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /**
     * The one that was named, or the first of the home that answers.
     *
     * @param service as its pods are named, such as {@code notification}
     */
    public static Optional<Pod> find(
            String service, Optional<URI> named, Map<String, String> environment, Screen screen) {
        Path home = Path.of(environment.getOrDefault("NUMENEON_HOME", ".numeneon"));
        Optional<URI> found = named.or(() -> new RunningPods(home, service).first());
        if (found.isEmpty()) {
            screen.note("No " + service + " pod of " + home + " is running: start it, or name one by --url.");
        }
        Optional<String> token =
                Optional.ofNullable(environment.get("OPERATOR_TOKEN")).map(String::strip);
        return found.map(management -> new Pod(management, token.filter(text -> !text.isEmpty())));
    }

    /** See {@link #ask}. */
    public int get(String path, Screen screen, int failed, ToIntFunction<Iterator<String>> reader)
            throws InterruptedException {
        return ask(request(path).GET().build(), screen, failed, reader);
    }

    /** See {@link #ask}. */
    public int post(String path, Screen screen, int failed, ToIntFunction<Iterator<String>> reader)
            throws InterruptedException {
        return ask(request(path).POST(BodyPublishers.noBody()).build(), screen, failed, reader);
    }

    /**
     * What the reader makes of the answer's lines, each a JSON object, which come as they are written; it may stop before
     * their end.
     *
     * @param failed the result when the pod refuses or does not answer to the end
     */
    private int ask(HttpRequest request, Screen screen, int failed, ToIntFunction<Iterator<String>> reader)
            throws InterruptedException {
        try (HttpClient http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(PATIENCE)
                .build()) {
            HttpResponse<Stream<String>> answer = http.send(request, BodyHandlers.ofLines());
            try (Stream<String> lines = answer.body()) {
                if (answer.statusCode() == 200) {
                    return reader.applyAsInt(lines.iterator());
                }
                screen.note(refusal(answer.statusCode(), lines));
                return failed;
            } finally {
                // Whoever stops reading would otherwise wait for the rest.
                http.shutdownNow();
            }
        } catch (JacksonException e) {
            screen.note("The answer of " + management + " makes no sense: is it the management port of such a pod?");
            return failed;
        } catch (IOException | UncheckedIOException e) {
            screen.note(management + " does not answer, or not to the end: " + e.getMessage());
            return failed;
        }
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(management.resolve(path))
                // A header takes no more than this.
                .header("X-Operator", System.getProperty("user.name", "").replaceAll("[^ -~]", "?"));
        token.ifPresent(text -> request.header("Authorization", "Bearer " + text));
        return request;
    }

    private static String refusal(int status, Stream<String> body) {
        String text = String.join("", body.toList());
        String detail;
        try {
            detail = JsonMapper.shared().readTree(text).path("detail").asString("");
        } catch (JacksonException e) {
            detail = "";
        }
        return detail.isEmpty() ? "The pod answered " + status + "." : detail;
    }
}
