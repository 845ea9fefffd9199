package com.numeneon.contracts.event;

import com.numeneon.contracts.user.UserRef;
import java.time.Instant;
import java.util.List;

/** A direct message was written; {@code seq} numbers the messages of its conversation from 1 without a gap. */
public record MessageSent(
        long messageId,
        long conversationId,
        long seq,
        UserRef sender,
        long receiverId,
        String content,
        Instant createdAt,
        List<Long> audience)
        implements DomainEvent {

    public MessageSent {
        audience = List.copyOf(audience);
    }

    @Override
    public EventType type() {
        return EventType.MESSAGE_SENT;
    }

    @Override
    public String key() {
        return EventKeys.conversation(conversationId);
    }

    @Override
    public String subject() {
        return "message:" + messageId;
    }
}
