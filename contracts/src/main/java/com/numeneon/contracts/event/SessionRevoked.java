package com.numeneon.contracts.event;

import java.time.Instant;
import java.util.List;

/** A login session was ended: its tokens are void and its sockets must close. Gives no frame. */
public record SessionRevoked(String sessionId, long userId, Instant revokedAt, List<Long> audience)
        implements DomainEvent {

    public SessionRevoked {
        audience = List.copyOf(audience);
    }

    @Override
    public EventType type() {
        return EventType.SESSION_REVOKED;
    }

    @Override
    public String key() {
        return sessionId;
    }

    @Override
    public String subject() {
        return "session:" + sessionId;
    }
}
