package com.numeneon.notification.sockets;

import org.jspecify.annotations.Nullable;

/** What became of a cursor. */
enum ResumeOutcome {
    RECOVERED(null),

    /** Some of what came since is no longer remembered. */
    TOO_OLD("too_old"),

    /** The cursor is about other topics, or about a part of them that is gone. */
    UNKNOWN_EPOCH("unknown_epoch"),

    NOT_A_CURSOR("not_a_cursor");

    private final @Nullable String reason;

    ResumeOutcome(@Nullable String reason) {
        this.reason = reason;
    }

    boolean isRecovered() {
        return this == RECOVERED;
    }

    /** Why not; null when everything was recovered. */
    @Nullable
    String reason() {
        return reason;
    }
}
