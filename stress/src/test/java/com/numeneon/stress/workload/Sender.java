package com.numeneon.stress.workload;

import com.numeneon.contracts.json.ContractJson;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * Sends a command as a good client does: with an idempotency key, and again with the same one while there is no answer or
 * one that says "not now". Safe for all threads.
 */
final class Sender implements AutoCloseable {

    private static final Duration ANSWER = Duration.ofSeconds(10);
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(3);
    private static final int NOT_FOUND = 404;
    private static final Set<Integer> NOT_NOW = Set.of(409, 429, 500, 502, 503, 504);

    private final URI origin;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(3))
            .build();
    private final Map<String, LongAdder> tries = new ConcurrentHashMap<>();

    Sender(URI origin) {
        this.origin = origin;
    }

    /** What each try came to, by status. */
    Map<String, Long> tries() {
        Map<String, Long> sums = new TreeMap<>();
        tries.forEach((outcome, count) -> sums.put(outcome, count.sum()));
        return Collections.unmodifiableMap(sums);
    }

    /** Returns when it is acknowledged, refused or given up; the entry tells. */
    void send(Entry entry) throws InterruptedException {
        HttpRequest request = request(entry);
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        Duration pause = FIRST_PAUSE;
        for (boolean again = false; ; again = true) {
            if (attempt(entry, request, again)) {
                return;
            }
            if (System.nanoTime() > deadline) {
                entry.ended("given up");
                return;
            }
            Thread.sleep(pause);
            pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
        }
    }

    /** False when it has to be sent again. */
    private boolean attempt(Entry entry, HttpRequest request, boolean again) throws InterruptedException {
        HttpResponse<String> response;
        try {
            response = http.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            count(e.getClass().getSimpleName());
            return false;
        }
        int status = response.statusCode();
        count(Integer.toString(status));
        if (status / 100 == 2 || removedBefore(entry, status, again)) {
            String body = response.body();
            entry.acknowledged(ContractJson.mapper().readTree(body.isEmpty() ? "{}" : body));
            return true;
        }
        if (NOT_NOW.contains(status)) {
            return false;
        }
        entry.ended("refused with " + status + ": " + response.body());
        return true;
    }

    /** A DELETE has no key: the try before may have been the one. */
    private static boolean removedBefore(Entry entry, int status, boolean again) {
        return status == NOT_FOUND && again && entry.command() instanceof Command.Remove;
    }

    private void count(String outcome) {
        tries.computeIfAbsent(outcome, name -> new LongAdder()).increment();
    }

    private HttpRequest request(Entry entry) {
        Command command = entry.command();
        return HttpRequest.newBuilder(origin.resolve(command.path()))
                .timeout(ANSWER)
                .header("Authorization", "Bearer " + command.actor().token())
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", entry.key())
                .method(
                        command.method(),
                        command.body().isEmpty()
                                ? BodyPublishers.noBody()
                                : BodyPublishers.ofString(ContractJson.mapper().writeValueAsString(command.body())))
                .build();
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
