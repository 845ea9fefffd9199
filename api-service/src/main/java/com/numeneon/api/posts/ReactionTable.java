package com.numeneon.api.posts;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Likes and shares: a row each, and the number of them on the post. All of it is called while the post is locked. Safe for
 * all threads.
 */
@Component
final class ReactionTable {

    private final JdbcClient database;

    ReactionTable(JdbcClient database) {
        this.database = database;
    }

    /** @return false when this user liked it already */
    boolean like(long postId, long userId) {
        boolean liked =
                database.sql("""
                                INSERT INTO likes (post_id, user_id, created_at)
                                VALUES (:post, :user, clock_timestamp())
                                ON CONFLICT (user_id, post_id) DO NOTHING
                                """).param("post", postId).param("user", userId).update() == 1;
        if (liked) {
            countLike(postId, 1);
        }
        return liked;
    }

    /** @return false when this user did not like it */
    boolean unlike(long postId, long userId) {
        boolean unliked = database.sql("DELETE FROM likes WHERE user_id = :user AND post_id = :post")
                        .param("post", postId)
                        .param("user", userId)
                        .update()
                == 1;
        if (unliked) {
            countLike(postId, -1);
        }
        return unliked;
    }

    void share(long postId, long userId) {
        database.sql("INSERT INTO shares (post_id, user_id, created_at) VALUES (:post, :user, clock_timestamp())")
                .param("post", postId)
                .param("user", userId)
                .update();
        database.sql("UPDATE posts SET shares_count = shares_count + 1 WHERE id = :post")
                .param("post", postId)
                .update();
    }

    private void countLike(long postId, int change) {
        database.sql("UPDATE posts SET likes_count = likes_count + :change WHERE id = :post")
                .param("post", postId)
                .param("change", change)
                .update();
    }
}
