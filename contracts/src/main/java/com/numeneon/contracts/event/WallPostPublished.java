package com.numeneon.contracts.event;

import com.numeneon.contracts.user.UserRef;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A post on somebody else's wall. */
public record WallPostPublished(
        long postId,
        UserRef author,
        long wallOwnerId,
        String content,
        @Nullable String mediaUrl,
        Instant createdAt,
        List<Long> audience)
        implements DomainEvent {

    public WallPostPublished {
        audience = List.copyOf(audience);
    }

    @Override
    public EventType type() {
        return EventType.WALL_POST_PUBLISHED;
    }

    @Override
    public String key() {
        return EventKeys.author(author.id());
    }

    @Override
    public String subject() {
        return "post:" + postId;
    }
}
