package com.numeneon.api.messages;

import com.numeneon.api.web.PageKey;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/**
 * A place in a list that is ordered by time and, where times are equal, by id.
 *
 * @param time to the microsecond
 */
record Position(OffsetDateTime time, long id) {

    /** Values that the list's order has. */
    static final int PARTS = 2;

    /** After everything: the first page goes on from here. */
    static final Position NEWEST =
            new Position(OffsetDateTime.of(9999, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC), Long.MAX_VALUE);

    /** A time outside of what Postgres can hold comes only from a key that was made up; nothing lies there. */
    static Position of(PageKey key) {
        Instant time = Instant.EPOCH.plus(Math.max(0, key.part(0)), ChronoUnit.MICROS);
        OffsetDateTime utc = time.atOffset(ZoneOffset.UTC);
        return utc.isAfter(NEWEST.time()) ? NEWEST : new Position(utc, key.part(1));
    }

    static PageKey key(Instant time, long id) {
        return PageKey.of(ChronoUnit.MICROS.between(Instant.EPOCH, time), id);
    }
}
