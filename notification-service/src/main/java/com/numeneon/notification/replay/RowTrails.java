package com.numeneon.notification.replay;

import com.numeneon.notification.eventlog.LoggedEvent;
import com.numeneon.notification.peers.Peer;
import com.numeneon.notification.peers.PodTrail;
import com.numeneon.notification.peers.PodTrails;
import com.numeneon.notification.trail.Outcome;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * What all pods did with the events of one user. Their answers are kept, and asked for again when an event is newer than
 * one of them. For one thread; blocks.
 */
final class RowTrails {

    private static final Duration ASK_AGAIN_AFTER = Duration.ofMillis(250);
    private static final String UNREACHABLE = "unreachable";

    private final PodTrails trails;
    private final long user;
    private final Peer self;
    private final Clock clock;
    private List<PodTrail> pods;
    private Instant asked;

    /** @param pod its name */
    record OfPod(String pod, Outcome outcome) {}

    RowTrails(PodTrails trails, long user, Peer self, Clock clock) {
        this.trails = trails;
        this.user = user;
        this.self = self;
        this.clock = clock;
        this.pods = trails.of(user, self);
        this.asked = clock.instant();
    }

    /** As they answered last. */
    List<PodTrail> pods() {
        return pods;
    }

    /** @param logged one that was decoded, so its id is one of ours */
    List<OfPod> of(LoggedEvent logged) {
        if (isAheadOfSomebody(logged) && !clock.instant().isBefore(asked.plus(ASK_AGAIN_AFTER))) {
            pods = trails.of(user, self);
            asked = clock.instant();
        }
        UUID event = UUID.fromString(logged.headers().eventId());
        List<OfPod> outcomes = new ArrayList<>();
        for (PodTrail pod : pods) {
            if (pod.outcomes() == null) {
                outcomes.add(new OfPod(pod.pod(), new Outcome(null, UNREACHABLE, List.of())));
                continue;
            }
            pod.outcomes()
                    .of(event, logged.topic(), logged.partition(), logged.offset(), logged.time())
                    .forEach(outcome -> outcomes.add(new OfPod(pod.pod(), outcome)));
        }
        return outcomes;
    }

    private boolean isAheadOfSomebody(LoggedEvent logged) {
        return pods.stream()
                .anyMatch(pod -> pod.outcomes() != null
                        && pod.outcomes().isBehind(logged.topic(), logged.partition(), logged.offset()));
    }
}
