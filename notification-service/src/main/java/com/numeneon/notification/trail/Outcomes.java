package com.numeneon.notification.trail;

import com.numeneon.contracts.topic.Topic;
import com.numeneon.notification.stream.StreamPosition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What one pod's trail says of events for the trail's user. Looks through the steps once, however many events are asked about. */
public final class Outcomes {

    private final UserTrail trail;
    private final Map<String, SocketLife> lives = new LinkedHashMap<>();

    /** Of each event, by the sockets that had to do with it. */
    private final Map<UUID, Map<String, List<Step>>> about = new HashMap<>();

    public Outcomes(UserTrail trail) {
        this.trail = trail;
        for (Step step : trail.steps()) {
            lives.computeIfAbsent(step.session(), SocketLife::new).add(step);
            if (step.event() != null) {
                about.computeIfAbsent(step.event(), event -> new LinkedHashMap<>())
                        .computeIfAbsent(step.session(), session -> new ArrayList<>())
                        .add(step);
            }
        }
    }

    /** When what the pod remembers begins; null while it has read nothing live. */
    public @Nullable Instant since() {
        return trail.since();
    }

    /** Whether the pod had not read this record when it answered. */
    public boolean isBehind(Topic topic, int partition, long offset) {
        return offset >= trail.read().next(topic, partition);
    }

    /**
     * One for each socket that has to do with the event; one for the pod when none has.
     *
     * @param time when the log took the event
     */
    public List<Outcome> of(UUID event, Topic topic, int partition, long offset, Instant time) {
        List<Outcome> ofSockets = about.getOrDefault(event, Map.of()).entrySet().stream()
                .map(socket -> lifeOf(socket.getKey()).outcome(socket.getValue(), time))
                .toList();
        return ofSockets.isEmpty() ? List.of(ofPod(topic, partition, offset, time)) : ofSockets;
    }

    private SocketLife lifeOf(String session) {
        return lives.getOrDefault(session, new SocketLife(session));
    }

    private Outcome ofPod(Topic topic, int partition, long offset, Instant time) {
        StreamPosition from = trail.from();
        if (from == null || offset < from.next(topic, partition)) {
            return Outcome.ofPod(Outcome.NOT_REMEMBERED);
        }
        if (isBehind(topic, partition, offset)) {
            return Outcome.ofPod(Outcome.NOT_READ_YET);
        }
        return lives.values().stream()
                .filter(life -> life.wasOpenAt(time))
                .findFirst()
                .map(SocketLife::withoutTheEvent)
                .orElseGet(() -> whenNoneWasOpen(time));
    }

    private Outcome whenNoneWasOpen(Instant time) {
        return lives.values().stream()
                .map(life -> life.closedAtOrBefore(time))
                .filter(Objects::nonNull)
                .max(Comparator.comparing(Step::time))
                .map(last -> new Outcome(null, Outcome.closedBefore(last.code()), List.of(last)))
                .orElseGet(() -> Outcome.ofPod(Outcome.NO_SESSION));
    }
}
