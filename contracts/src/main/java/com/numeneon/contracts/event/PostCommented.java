package com.numeneon.contracts.event;

import com.numeneon.contracts.user.UserRef;
import java.time.Instant;
import java.util.List;

/**
 * A comment was written, whoever is told of it: the audience is the author of what it comments, and empty when that is the
 * commenter or hears of it by {@link CommentReplied}.
 *
 * @param rootPostId the top-level post of the thread
 * @param parentId what it comments: the root, or another comment of the thread
 */
public record PostCommented(
        long commentId,
        long rootPostId,
        long parentId,
        UserRef commenter,
        String content,
        Instant createdAt,
        List<Long> audience)
        implements DomainEvent {

    public PostCommented {
        audience = List.copyOf(audience);
    }

    @Override
    public EventType type() {
        return EventType.POST_COMMENTED;
    }

    @Override
    public String key() {
        return EventKeys.post(rootPostId);
    }

    @Override
    public String subject() {
        return "post:" + commentId;
    }
}
