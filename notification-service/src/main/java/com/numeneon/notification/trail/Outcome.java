package com.numeneon.notification.trail;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of an event at one socket of a user, or on a pod on which no socket has anything to do with it.
 *
 * @param session null for a pod
 * @param words such as {@code written} or {@code closed 4008 before}
 * @param steps that it follows from, in their order; empty for a pod
 */
public record Outcome(@Nullable String session, String words, List<Step> steps) {

    static final String WRITTEN = "written";
    static final String RESUMED_LATER = "resumed later";
    static final String REPLAYED = "replayed";
    static final String QUEUED = "queued";
    static final String CLOSING = "closing";
    static final String NOT_QUEUED_YET = "not queued yet";
    static final String NO_SESSION = "no session here";
    static final String NOT_READ_YET = "not read yet";
    static final String NOT_REMEMBERED = "not remembered";

    public Outcome {
        steps = List.copyOf(steps);
    }

    static Outcome ofPod(String words) {
        return new Outcome(null, words, List.of());
    }

    static String closedBefore(int code) {
        return "closed " + code + " before";
    }
}
