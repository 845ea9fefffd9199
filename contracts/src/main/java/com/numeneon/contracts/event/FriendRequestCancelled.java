package com.numeneon.contracts.event;

import java.util.List;

/** The one who asked took the request back. */
public record FriendRequestCancelled(long requestId, long fromUserId, long toUserId, List<Long> audience)
        implements DomainEvent {

    public FriendRequestCancelled {
        audience = List.copyOf(audience);
    }

    @Override
    public EventType type() {
        return EventType.FRIEND_REQUEST_CANCELLED;
    }

    @Override
    public String key() {
        return EventKeys.pair(fromUserId, toUserId);
    }

    @Override
    public String subject() {
        return "friend_request:" + requestId;
    }
}
