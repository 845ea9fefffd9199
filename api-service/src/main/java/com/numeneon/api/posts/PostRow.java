package com.numeneon.api.posts;

import com.numeneon.contracts.user.UserRef;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A post or a comment as it is stored, with whether somebody likes it.
 *
 * @param rootId the top-level post of the thread; null for that post itself
 */
record PostRow(
        long id,
        long authorId,
        @Nullable Long targetProfileId,
        @Nullable Long parentId,
        @Nullable Long rootId,
        @Nullable Long replyToCommentId,
        @Nullable Long mentionedUserId,
        String content,
        String type,
        @Nullable String mediaUrl,
        Instant createdAt,
        Instant updatedAt,
        int likesCount,
        int commentCount,
        int sharesCount,
        boolean isLiked) {

    /**
     * What {@link #read} reads, from {@code posts p} for the user {@code :viewer}. The like is looked up in the statement that
     * reads the count, so the two never contradict each other; not by EXISTS, for which Postgres may read all that the viewer
     * ever liked.
     */
    static final String COLUMNS = """
            p.id, p.author_id, p.target_profile_id, p.parent_id, p.root_id, p.reply_to_comment_id,
            p.mentioned_user_id, p.content, p.type, p.media_url, p.created_at, p.updated_at,
            p.likes_count, p.comment_count, p.shares_count,
            (SELECT l.user_id FROM likes l WHERE l.user_id = :viewer AND l.post_id = p.id) IS NOT NULL AS is_liked
            """;

    static PostRow read(ResultSet row, int number) throws SQLException {
        return new PostRow(
                row.getLong("id"),
                row.getLong("author_id"),
                row.getObject("target_profile_id", Long.class),
                row.getObject("parent_id", Long.class),
                row.getObject("root_id", Long.class),
                row.getObject("reply_to_comment_id", Long.class),
                row.getObject("mentioned_user_id", Long.class),
                row.getString("content"),
                row.getString("type"),
                row.getString("media_url"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                row.getObject("updated_at", OffsetDateTime.class).toInstant(),
                row.getInt("likes_count"),
                row.getInt("comment_count"),
                row.getInt("shares_count"),
                row.getBoolean("is_liked"));
    }

    PostText text() {
        return new PostText(content, type, mediaUrl);
    }

    /** The top-level post of the thread: what is locked by whoever writes to it. */
    long threadId() {
        return rootId == null ? id : rootId;
    }

    /** Of a top-level post: on whose wall it is. */
    long wallOwnerId() {
        return targetProfileId == null ? authorId : targetProfileId;
    }

    /** Everybody who is named in what is shown. */
    Stream<Long> people() {
        return Stream.of(authorId, targetProfileId, mentionedUserId).filter(Objects::nonNull);
    }

    /** @param users at least {@link #people} */
    Post shown(Map<Long, UserRef> users) {
        return new Post(
                id,
                Objects.requireNonNull(users.get(authorId)),
                content,
                type,
                mediaUrl,
                createdAt,
                updatedAt,
                parentId,
                targetProfileId == null ? null : Objects.requireNonNull(users.get(targetProfileId)),
                targetProfileId,
                replyToCommentId,
                mentionedUserId == null ? null : Objects.requireNonNull(users.get(mentionedUserId)),
                commentCount,
                likesCount,
                commentCount,
                sharesCount,
                isLiked);
    }
}
