package com.numeneon.standalone.launcher;

import java.time.Duration;

/** How one run of a part came to its end. */
sealed interface RunEnd {

    /** For the line that tells it. */
    String what();

    Duration wasReadyFor();

    /** A failed start. */
    record NeverReady(String what) implements RunEnd {
        @Override
        public Duration wasReadyFor() {
            return Duration.ZERO;
        }
    }

    record Ended(String what, Duration wasReadyFor) implements RunEnd {}

    static String status(int status) {
        return status > 128 ? "status %d (signal %d)".formatted(status, status - 128) : "status " + status;
    }
}
