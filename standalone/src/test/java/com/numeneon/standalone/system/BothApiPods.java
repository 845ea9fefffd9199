package com.numeneon.standalone.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.numeneon.infra.testing.AtOnce;
import com.numeneon.standalone.system.Person.Answer;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The two api processes, called past the front door so that a test decides which gets what. Calls are safe for all threads;
 * one race is run at a time.
 */
final class BothApiPods {

    /** How often each race is run. */
    static final int ROUNDS = Integer.getInteger("races.rounds", 5);

    private static final List<String> NAMES = List.of("api-1", "api-2");

    private final RunningSystem system;
    private final List<URI> origins;
    private final AtomicIntegerArray calls = new AtomicIntegerArray(NAMES.size());

    BothApiPods(RunningSystem system) {
        this.system = system;
        this.origins = NAMES.stream().map(system::pod).toList();
    }

    /** From the one pod for even turns, from the other for odd ones. */
    Answer call(int turn, Person person, String method, String path, @Nullable Map<String, ?> body) {
        return call(turn, person, method, path, body, Map.of());
    }

    Answer call(
            int turn,
            Person person,
            String method,
            String path,
            @Nullable Map<String, ?> body,
            Map<String, String> headers) {
        int pod = turn % origins.size();
        calls.incrementAndGet(pod);
        return person.answerAt(origins.get(pod), method, path, body, headers);
    }

    /** As {@link AtOnce#call}; and it must have been a race between the processes, see {@link #between}. */
    <T> List<T> race(List<Callable<T>> tasks) {
        return between(() -> AtOnce.call(tasks));
    }

    /** As {@link AtOnce#each}; and it must have been a race between the processes, see {@link #between}. */
    <T> List<T> race(int count, AtOnce.NumberedTask<T> task) {
        return between(() -> AtOnce.each(count, task));
    }

    /** Both must have been called meanwhile, and by its own count each must have handled all that it was called for. */
    private <T> List<T> between(Supplier<List<T>> race) {
        List<Integer> calledBefore = called();
        List<Long> handledBefore = handled();
        List<T> results = race.get();
        List<Integer> called = called();
        for (int pod = 0; pod < NAMES.size(); pod++) {
            assertHandled(pod, called.get(pod) - calledBefore.get(pod), handledBefore.get(pod));
        }
        return results;
    }

    private void assertHandled(int pod, int called, long handledBefore) {
        String name = NAMES.get(pod);
        assertThat(called).as("calls of %s in this race", name).isPositive();
        // A request is counted when it is over, which may be after its answer has come.
        await("requests that " + name + " handled in this race")
                .atMost(Duration.ofSeconds(5))
                .untilAsserted(() -> assertThat(handled(name) - handledBefore).isGreaterThanOrEqualTo(called));
    }

    private List<Integer> called() {
        return List.of(calls.get(0), calls.get(1));
    }

    private List<Long> handled() {
        return NAMES.stream().map(this::handled).toList();
    }

    /** Requests to the api alone: a pod is asked all the time whether it is ready. */
    private long handled(String name) {
        return system.metrics(name)
                .lines()
                .filter(line -> line.startsWith("http_server_requests_seconds_count{"))
                .filter(line -> line.contains("uri=\"/api/"))
                .mapToLong(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }
}
