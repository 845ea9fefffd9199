package com.numeneon.api.posts;

import com.numeneon.api.web.Slice;
import java.util.Collection;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Lists of top-level posts and of replies, newest first: by id, which for each author and each thread rises with time. Each
 * reads from partial indexes no further than its page needs. Safe for all threads.
 */
@Component
final class PostLists {

    /**
     * BETWEEN one value and itself instead of equality, and the order begins with it: only the index by person gives that
     * order. With equality Postgres may walk all posts from the newest down when few people have written them, expecting
     * somebody's soon, and for each friend who never wrote walks them to the end.
     */
    static final String NEWEST_AROUND = """
            WITH person AS MATERIALIZED (
                SELECT user_id
                FROM unnest(:users) AS t (user_id)
            ), floor AS MATERIALIZED (
                SELECT latest.id
                FROM person
                CROSS JOIN LATERAL (
                    SELECT id
                    FROM posts
                    WHERE parent_id IS NULL AND author_id BETWEEN person.user_id AND person.user_id
                    ORDER BY author_id, id DESC
                    LIMIT 1
                ) latest
                ORDER BY latest.id DESC
                OFFSET :limit - 1
                LIMIT 1
            ), chosen AS (
                SELECT DISTINCT near.id
                FROM person
                CROSS JOIN LATERAL (
                    (
                        SELECT id
                        FROM posts
                        WHERE parent_id IS NULL
                            AND author_id BETWEEN person.user_id AND person.user_id
                            AND id >= coalesce((SELECT id FROM floor), 0)
                        ORDER BY author_id, id DESC
                        LIMIT :limit
                    )
                    UNION ALL
                    (
                        SELECT id
                        FROM posts
                        WHERE parent_id IS NULL
                            AND target_profile_id BETWEEN person.user_id AND person.user_id
                            AND id >= coalesce((SELECT id FROM floor), 0)
                        ORDER BY target_profile_id, id DESC
                        LIMIT :limit
                    )
                ) near
                ORDER BY near.id DESC
                LIMIT :limit
            )
            SELECT %s
            FROM chosen
            JOIN posts p USING (id)
            ORDER BY id DESC
            """.formatted(PostRow.COLUMNS);

    private final JdbcClient database;

    PostLists(JdbcClient database) {
        this.database = database;
    }

    Slice<PostRow> newest(long viewerId, long beforeId, int limit) {
        return Slice.of(
                database.sql("""
                                SELECT %s
                                FROM posts p
                                WHERE p.parent_id IS NULL AND p.id < :before
                                ORDER BY p.id DESC
                                LIMIT :rows
                                """.formatted(PostRow.COLUMNS))
                        .param("viewer", viewerId)
                        .param("before", beforeId)
                        .param("rows", limit + 1)
                        .query(PostRow::read)
                        .list(),
                limit);
    }

    /** Direct replies to a post. */
    Slice<PostRow> replies(long viewerId, long parentId, long beforeId, int limit) {
        return Slice.of(
                database.sql("""
                                SELECT %s
                                FROM posts p
                                WHERE p.parent_id = :parent AND p.id < :before
                                ORDER BY p.id DESC
                                LIMIT :rows
                                """.formatted(PostRow.COLUMNS))
                        .param("viewer", viewerId)
                        .param("parent", parentId)
                        .param("before", beforeId)
                        .param("rows", limit + 1)
                        .query(PostRow::read)
                        .list(),
                limit);
    }

    /** What this user posted, on whatever wall, and what others posted on this user's wall. */
    Slice<PostRow> around(long viewerId, long userId, long beforeId, int limit) {
        return Slice.of(
                database.sql("""
                                (
                                    SELECT %s
                                    FROM posts p
                                    WHERE p.parent_id IS NULL AND p.author_id = :user AND p.id < :before
                                    ORDER BY p.id DESC
                                    LIMIT :rows
                                )
                                UNION ALL
                                (
                                    SELECT %s
                                    FROM posts p
                                    WHERE p.parent_id IS NULL AND p.target_profile_id = :user AND p.id < :before
                                    ORDER BY p.id DESC
                                    LIMIT :rows
                                )
                                ORDER BY id DESC
                                LIMIT :rows
                                """.formatted(PostRow.COLUMNS, PostRow.COLUMNS))
                        .param("viewer", viewerId)
                        .param("user", userId)
                        .param("before", beforeId)
                        .param("rows", limit + 1)
                        .query(PostRow::read)
                        .list(),
                limit);
    }

    /**
     * The newest {@code limit} that any of these people wrote or got on their wall.
     *
     * <p>The floor keeps this cheap for somebody with thousands of friends: when {@code limit} of them have posted at all,
     * nothing older than the oldest of their {@code limit} newest latest posts can be among the result.
     */
    List<PostRow> newestAround(long viewerId, Collection<Long> userIds, int limit) {
        return database.sql(NEWEST_AROUND)
                .param("viewer", viewerId)
                .param("users", userIds.stream().mapToLong(Long::longValue).toArray())
                .param("limit", limit)
                .query(PostRow::read)
                .list();
    }
}
