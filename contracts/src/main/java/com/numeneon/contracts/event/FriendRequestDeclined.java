package com.numeneon.contracts.event;

import java.util.List;

/** The one who was asked declined. */
public record FriendRequestDeclined(long requestId, long fromUserId, long toUserId, List<Long> audience)
        implements DomainEvent {

    public FriendRequestDeclined {
        audience = List.copyOf(audience);
    }

    @Override
    public EventType type() {
        return EventType.FRIEND_REQUEST_DECLINED;
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
