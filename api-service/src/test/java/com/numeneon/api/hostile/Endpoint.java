package com.numeneon.api.hostile;

import com.numeneon.api.testing.Cast;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;

/**
 * A row of the catalogue: one endpoint, what it takes, and a request that it must serve.
 *
 * @param pattern as it is mapped
 * @param status of a good request's answer
 * @param good fills in a request that succeeds, and arranges in the database what it needs for that; the same request
 *     succeeds for as long as nothing was stored
 * @param others requests for what belongs to somebody else
 */
public record Endpoint(
        String method,
        String pattern,
        boolean isPublic,
        int status,
        List<Input> inputs,
        BiFunction<Cast, Draft, Draft> good,
        List<Theft> others) {

    /**
     * Reaching for what is somebody else's.
     *
     * @param expected what answers it
     * @param request changes a good request
     */
    record Theft(String description, Expected expected, BiFunction<Cast, Draft, Draft> request) {}

    static Endpoint open(
            String method, String pattern, int status, BiFunction<Cast, Draft, Draft> good, Input... inputs) {
        return new Endpoint(method, pattern, true, status, List.of(inputs), good, List.of());
    }

    static Endpoint closed(
            String method, String pattern, int status, BiFunction<Cast, Draft, Draft> good, Input... inputs) {
        return new Endpoint(method, pattern, false, status, List.of(inputs), good, List.of());
    }

    Endpoint butNot(String description, int refusal, BiFunction<Cast, Draft, Draft> request) {
        return butNot(new Theft(description, Expected.refusal(refusal), request));
    }

    /** @param field that the answer names */
    Endpoint butNot(String description, String field, BiFunction<Cast, Draft, Draft> request) {
        return butNot(new Theft(description, new Expected(Set.of(400), Set.of(field)), request));
    }

    private Endpoint butNot(Theft theft) {
        List<Theft> more = new ArrayList<>(others);
        more.add(theft);
        return new Endpoint(method, pattern, isPublic, status, inputs, good, List.copyOf(more));
    }

    /** As in {@code POST /api/posts/{postId}}. */
    public String row() {
        return method + " " + pattern;
    }

    /** A like needs no body, but has a meaning with one. */
    boolean bodyMayBeMissing() {
        return row().equals("POST /api/posts/{postId}/like");
    }

    /** Which of several wrong fields are looked at: a wall is not, where a comment is written. */
    Set<String> lookedAt(Set<String> wrong) {
        Set<String> seen = new TreeSet<>(wrong);
        if (row().equals("POST /api/posts") && wrong.contains("parent_id")) {
            seen.remove("target_profile_id");
        }
        return Set.copyOf(seen);
    }

    List<Input> inputs(Place place) {
        return inputs.stream().filter(input -> input.place() == place).toList();
    }

    /** A request that this endpoint serves, in the name of the cast's caller. */
    public Draft goodRequest(Cast cast) {
        Draft draft = new Draft(method, pattern);
        if (!isPublic) {
            draft.header("Authorization", "Bearer " + cast.caller().access());
        }
        return good.apply(cast, draft);
    }

    @Override
    public String toString() {
        return row();
    }
}
