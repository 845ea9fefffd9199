package com.numeneon.api.posts;

import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Sets what a post says of other rows to what they say. Each of these runs in the caller's transaction and locks as the
 * commands do: the thread's root, then the post, which everybody locks who adds to its counters or takes from them. Safe for
 * all threads.
 */
@Component
final class PostRepair {

    private final JdbcClient database;
    private final PostTable posts;

    PostRepair(JdbcClient database, PostTable posts) {
        this.database = database;
        this.posts = posts;
    }

    boolean likes(long id) {
        return count(id, "likes_count", "likes WHERE post_id");
    }

    boolean comments(long id) {
        return count(id, "comment_count", "posts WHERE parent_id");
    }

    boolean shares(long id) {
        return count(id, "shares_count", "shares WHERE post_id");
    }

    /** By the parents; those beneath the comment are then to be repaired in turn. */
    boolean root(long id) {
        Optional<Long> root =
                database.sql("""
                        WITH RECURSIVE above AS (
                            SELECT id, parent_id FROM posts WHERE id = :id
                            UNION
                            SELECT parent.id, parent.parent_id FROM above JOIN posts parent ON parent.id = above.parent_id
                        )
                        SELECT id FROM above WHERE parent_id IS NULL
                        """).param("id", id).query(Long.class).optional();
        if (root.isEmpty()) {
            return false;
        }
        posts.lock(root.get());
        posts.lock(id);
        return database.sql("UPDATE posts SET root_id = :root WHERE id = :id AND root_id <> :root")
                        .param("root", root.get())
                        .param("id", id)
                        .update()
                > 0;
    }

    /** A statement of its own, so that it sees what was committed before the lock was free. */
    private boolean count(long id, String counter, String rows) {
        posts.rootOf(id).ifPresent(posts::lock);
        posts.lock(id);
        return database.sql("""
                        UPDATE posts
                        SET %1$s = counted.rows
                        FROM (SELECT count(*) AS rows FROM %2$s = :id) AS counted
                        WHERE id = :id AND %1$s <> counted.rows
                        """.formatted(counter, rows)).param("id", id).update() > 0;
    }
}
