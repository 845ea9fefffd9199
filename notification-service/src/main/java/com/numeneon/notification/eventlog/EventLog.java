package com.numeneon.notification.eventlog;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** All records that bring frames or revocations, as the live path reads them, but read apart from it. Safe for all threads. */
public interface EventLog {

    /**
     * Resolves the window's ends to offsets, once. Blocks for seconds at most.
     *
     * @param since records of this time and later
     * @param until records before this time; null ends the window with the last record of now
     * @throws LogUnavailable when the log cannot be asked
     */
    Window open(Instant since, @Nullable Instant until);

    /**
     * Reads records by their places.
     *
     * @throws LogUnavailable when the log cannot be asked
     */
    Reader reader();

    /** For one thread. */
    interface Reader extends AutoCloseable {

        /**
         * The record at this place, read without those before it, so it is never late. Blocks for seconds at most.
         *
         * @return empty when there is none (any more)
         * @throws LogUnavailable when the log cannot be read
         */
        Optional<LoggedEvent> read(Place place);

        @Override
        void close();
    }

    /** What was found to lie between the two ends. For one thread. */
    interface Window extends AutoCloseable {

        /** How many records there are to read, about: those that the log has dropped in between still count. */
        long records();

        /** Null when all that was ever written in the window is still kept; else from when on that is so. */
        @Nullable
        Instant keptSince();

        /**
         * Records by the time at which the log took them, never against the order of a partition. Blocks for less than a
         * second; may be empty before the end.
         *
         * @throws LogUnavailable when the log cannot be read
         */
        List<LoggedEvent> next();

        boolean isAtEnd();

        /** Begins again at the same first record. */
        void rewind();

        /** Goes on behind the window's end, for ever: {@link #next} gives what comes, in the order in which it comes. */
        void follow();

        @Override
        void close();
    }
}
