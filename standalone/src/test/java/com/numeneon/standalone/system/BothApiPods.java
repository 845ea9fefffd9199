package com.numeneon.standalone.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.numeneon.standalone.system.Person.Answer;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The two api processes, called past the front door so that a test decides which gets what. Safe for all threads. */
final class BothApiPods {

    /** How often each race is run. */
    static final int ROUNDS = Integer.getInteger("races.rounds", 5);

    private static final List<String> NAMES = List.of("api-1", "api-2");

    private final RunningSystem system;
    private final List<URI> origins;
    private final List<Double> before;

    BothApiPods(RunningSystem system) {
        this.system = system;
        this.origins = NAMES.stream().map(system::pod).toList();
        this.before = handled();
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
        return person.answerAt(origins.get(turn % origins.size()), method, path, body, headers);
    }

    /** That the race was one between processes, by their own count of requests. */
    void requireThatBothTookPart() {
        List<Double> after = handled();
        for (int pod = 0; pod < NAMES.size(); pod++) {
            assertThat(after.get(pod) - before.get(pod))
                    .as("requests that %s handled during this test", NAMES.get(pod))
                    .isGreaterThan(1);
        }
    }

    private List<Double> handled() {
        return NAMES.stream()
                .map(pod -> system.sum(pod, "http_server_requests_seconds_count{"))
                .toList();
    }
}
