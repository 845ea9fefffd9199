package com.numeneon.notification.sessions;

import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The topic of the sessions, to write to; keeps the order of what it is given, however often it has to repeat. */
public interface SessionLog {

    /**
     * Hands one record over. May block for some seconds; for one thread.
     *
     * @param body null for a tombstone
     * @param written told later, by any thread: null, or why it will never be written
     * @throws RuntimeException when it was not taken, and may be tried again
     */
    void append(String key, byte @Nullable [] body, Consumer<@Nullable Exception> written);

    /** Ends within this time, with what was handed over written or not. */
    void close(Duration limit);
}
