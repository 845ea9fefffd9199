package com.numeneon.notification.peers;

import com.numeneon.notification.stream.Cursor;
import com.numeneon.notification.stream.StreamPosition;
import com.numeneon.notification.trail.Step;
import com.numeneon.notification.trail.StepKind;
import com.numeneon.notification.trail.UserTrail;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A pod's trail of one user as JSON, between pods.
 *
 * @param pod the id under which the pod runs
 * @param from a position, as cursors write it
 * @param read a position, as cursors write it
 */
record TrailAnswer(
        String pod, @Nullable Instant since, @Nullable String from, String read, List<StepAnswer> steps) {

    /** @param step a word; one of a newer build is passed over */
    record StepAnswer(
            Instant time,
            String session,
            String step,
            @Nullable UUID eventId,
            int code) {
        StepAnswer {
            // What JSON leaves out is null, whatever the type says.
            Objects.requireNonNull(time);
            Objects.requireNonNull(session);
            Objects.requireNonNull(step);
        }
    }

    TrailAnswer {
        Objects.requireNonNull(pod);
        Objects.requireNonNull(read);
        steps = List.copyOf(steps);
    }

    static TrailAnswer of(String pod, UserTrail trail) {
        return new TrailAnswer(
                pod,
                trail.since(),
                trail.from() == null ? null : text(trail.from()),
                text(trail.read()),
                trail.steps().stream()
                        .map(step -> new StepAnswer(
                                step.time(), step.session(), step.kind().word(), step.event(), step.code()))
                        .toList());
    }

    /** @throws IllegalArgumentException for what {@link #of} never gave */
    UserTrail trail() {
        return new UserTrail(
                since,
                from == null ? null : position(from),
                position(read),
                steps.stream()
                        .flatMap(said -> StepKind.of(said.step())
                                .map(kind -> new Step(said.time(), said.session(), kind, said.eventId(), said.code()))
                                .stream())
                        .toList());
    }

    /** Whose topics they are does not matter here: a pod forgets all steps when its topics begin anew. */
    private static String text(StreamPosition position) {
        return new Cursor(0, position).text();
    }

    private static StreamPosition position(String text) {
        return Cursor.parse(text)
                .map(Cursor::position)
                .orElseThrow(() -> new IllegalArgumentException("not a position: " + text));
    }
}
