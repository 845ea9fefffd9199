package com.numeneon.stress.checker;

import java.util.Locale;

/**
 * Names one event so that a frame and a row of the database can be brought together without the product's own event ids.
 *
 * @param id of the message, post, comment or request; of an accepted friendship {@code <requester>-<accepter>}
 */
public record EventName(EventKind kind, String id) {

    public static EventName of(EventKind kind, long id) {
        return new EventName(kind, Long.toString(id));
    }

    /** Two people become friends at most once in a run. */
    public static EventName accepted(long requesterId, long accepterId) {
        return new EventName(EventKind.FRIEND_ACCEPTED, requesterId + "-" + accepterId);
    }

    @Override
    public String toString() {
        return kind.name().toLowerCase(Locale.ROOT) + " " + id;
    }
}
