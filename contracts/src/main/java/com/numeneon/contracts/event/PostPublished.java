package com.numeneon.contracts.event;

import com.numeneon.contracts.user.UserRef;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A top-level post that is not on somebody else's wall; the audience is the author's friends of that moment. */
public record PostPublished(
        long postId,
        UserRef author,
        String postType,
        String content,
        @Nullable String mediaUrl,
        Instant createdAt,
        List<Long> audience)
        implements DomainEvent {

    public PostPublished {
        audience = List.copyOf(audience);
    }

    @Override
    public EventType type() {
        return EventType.POST_PUBLISHED;
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
