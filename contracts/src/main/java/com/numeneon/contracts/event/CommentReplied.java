package com.numeneon.contracts.event;

import com.numeneon.contracts.user.UserRef;
import java.time.Instant;
import java.util.List;

/**
 * A comment mentions somebody other than its author; the audience is who is mentioned. {@link PostCommented} says that the
 * comment was written, before this.
 *
 * @param rootPostId the top-level post of the thread
 * @param answeredId what it answers: a comment, or the root when it answers no comment
 */
public record CommentReplied(
        long replyId,
        long rootPostId,
        long answeredId,
        UserRef replier,
        long mentionedUserId,
        String mentionedUsername,
        String content,
        Instant createdAt,
        List<Long> audience)
        implements DomainEvent {

    public CommentReplied {
        audience = List.copyOf(audience);
    }

    @Override
    public EventType type() {
        return EventType.COMMENT_REPLIED;
    }

    @Override
    public String key() {
        return EventKeys.post(rootPostId);
    }

    @Override
    public String subject() {
        return "post:" + replyId;
    }
}
