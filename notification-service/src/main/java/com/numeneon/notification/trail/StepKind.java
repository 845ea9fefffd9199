package com.numeneon.notification.trail;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What can happen to a socket, and to an event's frame at a socket. */
public enum StepKind {
    /** The socket was admitted; frames may be queued from here on. */
    OPENED,
    /** As it came. */
    QUEUED,
    /** As part of what the socket missed. */
    RESUMED,
    /** Because an operator sent it again. */
    REPLAYED,
    /** Handed to the network; of a frame that was queued, resumed or replayed. */
    WRITTEN,
    /** It was queued, and the socket ended before it was written. */
    DROPPED,
    /** It came when the socket had no room, or was on its way out. */
    REFUSED,
    /** The socket's end was decided, by whomever; with its code. */
    CLOSED;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Empty for a word of a newer build. */
    public static Optional<StepKind> of(String word) {
        return Arrays.stream(values()).filter(kind -> kind.word().equals(word)).findFirst();
    }
}
