package com.numeneon.api.posts;

import com.numeneon.contracts.user.UserRef;
import java.sql.Types;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Single posts. Safe for all threads. */
@Component
final class PostTable {

    private final JdbcClient database;

    PostTable(JdbcClient database) {
        this.database = database;
    }

    /** The caller has locked the author's row: so the times of one author's posts rise with their ids. */
    PostRow insert(NewPost post) {
        UserRef wallOwner = post.wallOwner();
        return database.sql("""
                        INSERT INTO posts (author_id, target_profile_id, content, type, media_url, created_at, updated_at)
                        SELECT :author, :target, :content, :type, :media_url, clock.now, clock.now
                        FROM (SELECT clock_timestamp() AS now) AS clock
                        RETURNING id, author_id, target_profile_id, parent_id, content, type, media_url,
                            created_at, updated_at, likes_count, comment_count, shares_count
                        """)
                .param("author", post.author().id())
                .param("target", wallOwner == null ? null : wallOwner.id(), Types.BIGINT)
                .param("content", post.content())
                .param("type", post.type())
                .param("media_url", post.mediaUrl(), Types.VARCHAR)
                .query(PostRow::read)
                .single();
    }

    Optional<PostRow> find(long id) {
        return database.sql("""
                        SELECT id, author_id, target_profile_id, parent_id, content, type, media_url,
                            created_at, updated_at, likes_count, comment_count, shares_count
                        FROM posts
                        WHERE id = :id
                        """).param("id", id).query(PostRow::read).optional();
    }
}
