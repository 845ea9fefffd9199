package com.numeneon.api.posts;

import com.numeneon.contracts.user.UserRef;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A post as everybody sees it.
 *
 * @param parent id of the post that it replies to; null for a top-level one
 * @param targetProfile the owner of the wall that it is on; null on the author's own
 * @param replyToComment id of the comment that it answers; null when it answers none, or none any more
 * @param replyCount direct replies that exist; {@code commentCount} by its older name
 * @param isLiked by the caller
 */
record Post(
        long id,
        UserRef author,
        String content,
        String type,
        @Nullable String mediaUrl,
        Instant createdAt,
        Instant updatedAt,
        @Nullable Long parent,
        @Nullable UserRef targetProfile,
        @Nullable Long targetProfileId,
        @Nullable Long replyToComment,
        @Nullable UserRef mentionedUser,
        int replyCount,
        int likesCount,
        int commentCount,
        int sharesCount,
        boolean isLiked) {}
