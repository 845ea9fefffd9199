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

/** A post as it is stored. */
record PostRow(
        long id,
        long authorId,
        @Nullable Long targetProfileId,
        @Nullable Long parentId,
        String content,
        String type,
        @Nullable String mediaUrl,
        Instant createdAt,
        Instant updatedAt,
        int likesCount,
        int commentCount,
        int sharesCount) {

    static PostRow read(ResultSet row, int number) throws SQLException {
        return new PostRow(
                row.getLong("id"),
                row.getLong("author_id"),
                row.getObject("target_profile_id", Long.class),
                row.getObject("parent_id", Long.class),
                row.getString("content"),
                row.getString("type"),
                row.getString("media_url"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                row.getObject("updated_at", OffsetDateTime.class).toInstant(),
                row.getInt("likes_count"),
                row.getInt("comment_count"),
                row.getInt("shares_count"));
    }

    /** Everybody who is named in what is shown. */
    Stream<Long> people() {
        return targetProfileId == null ? Stream.of(authorId) : Stream.of(authorId, targetProfileId);
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
                null,
                null,
                commentCount,
                likesCount,
                commentCount,
                sharesCount,
                false);
    }
}
