package com.numeneon.contracts.event;

import com.numeneon.contracts.user.UserRef;
import java.util.List;

/** Somebody asked somebody to be friends. */
public record FriendRequested(long requestId, UserRef fromUser, long toUserId, List<Long> audience)
        implements DomainEvent {

    public FriendRequested {
        audience = List.copyOf(audience);
    }

    @Override
    public EventType type() {
        return EventType.FRIEND_REQUESTED;
    }

    @Override
    public String key() {
        return EventKeys.pair(fromUser.id(), toUserId);
    }

    @Override
    public String subject() {
        return "friend_request:" + requestId;
    }
}
