package com.numeneon.contracts.event;

import java.util.List;

/** One of two friends removed the other. */
public record FriendshipEnded(long endedByUserId, long otherUserId, List<Long> audience) implements DomainEvent {

    public FriendshipEnded {
        audience = List.copyOf(audience);
    }

    @Override
    public EventType type() {
        return EventType.FRIENDSHIP_ENDED;
    }

    @Override
    public String key() {
        return EventKeys.pair(endedByUserId, otherUserId);
    }

    @Override
    public String subject() {
        return "user:" + otherUserId;
    }
}
