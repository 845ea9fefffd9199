package com.numeneon.notification.trail;

import com.numeneon.contracts.topic.Topic;
import com.numeneon.notification.stream.StreamPosition;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/** What one pod's trail says of one event for the trail's user. Pure. */
public final class Outcomes {

    private Outcomes() {}

    /**
     * One for each socket that has to do with the event; one for the pod when none has.
     *
     * @param time when the log took the event
     */
    public static List<Outcome> of(UserTrail trail, UUID event, Topic topic, int partition, long offset, Instant time) {
        Map<String, SocketStory> stories = new LinkedHashMap<>();
        for (Step step : trail.steps()) {
            stories.computeIfAbsent(step.session(), SocketStory::new).add(step, event);
        }
        List<Outcome> ofSockets = stories.values().stream()
                .filter(SocketStory::isAboutEvent)
                .map(story -> story.outcome(time))
                .toList();
        return ofSockets.isEmpty()
                ? List.of(ofPod(trail, topic, partition, offset, time, stories.values()))
                : ofSockets;
    }

    private static Outcome ofPod(
            UserTrail trail, Topic topic, int partition, long offset, Instant time, Collection<SocketStory> stories) {
        StreamPosition from = trail.from();
        if (from == null || offset < from.next(topic, partition)) {
            return Outcome.ofPod(Outcome.NOT_REMEMBERED);
        }
        if (offset >= trail.read().next(topic, partition)) {
            return Outcome.ofPod(Outcome.NOT_READ_YET);
        }
        return stories.stream()
                .filter(story -> story.wasOpenAt(time))
                .findFirst()
                .map(story -> new Outcome(story.session(), Outcome.NOT_QUEUED_YET, List.of()))
                .orElseGet(() -> whenNoneWasOpen(stories, time));
    }

    private static Outcome whenNoneWasOpen(Collection<SocketStory> stories, Instant time) {
        return stories.stream()
                .map(story -> story.closedAtOrBefore(time))
                .filter(Objects::nonNull)
                .max(Comparator.comparing(Step::time))
                .map(last -> new Outcome(null, Outcome.closedBefore(last.code()), List.of(last)))
                .orElseGet(() -> Outcome.ofPod(Outcome.NO_SESSION));
    }
}
