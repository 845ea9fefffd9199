package com.numeneon.contracts.event;

import com.numeneon.contracts.user.UserRef;
import java.util.List;

/** A request was accepted, by an answer or by asking back: the two are friends. */
public record FriendshipAccepted(long requestId, long requesterId, UserRef accepter, List<Long> audience)
        implements DomainEvent {

    public FriendshipAccepted {
        audience = List.copyOf(audience);
    }

    @Override
    public EventType type() {
        return EventType.FRIENDSHIP_ACCEPTED;
    }

    @Override
    public String key() {
        return EventKeys.pair(requesterId, accepter.id());
    }

    @Override
    public String subject() {
        return "friend_request:" + requestId;
    }
}
