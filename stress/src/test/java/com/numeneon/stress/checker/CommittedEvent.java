package com.numeneon.stress.checker;

import java.time.Instant;
import java.util.Set;

/**
 * Something that happened, as the database tells after the run.
 *
 * @param key what it is ordered by: a conversation, a pair, an author, a thread
 * @param place its place among the events of that key
 * @param audience who must hear of it
 * @param text what its frame must show; empty when it shows none
 * @param once whether a client with a cursor must get it exactly once, as nothing but notification pods, the front door and
 *     clients failed meanwhile
 */
public record CommittedEvent(
        EventName name, String key, long place, Set<Long> audience, Instant committedAt, String text, boolean once) {

    public CommittedEvent {
        audience = Set.copyOf(audience);
    }
}
