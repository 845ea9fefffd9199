package com.numeneon.api.posts;

import com.numeneon.contracts.user.UserRef;
import java.sql.Types;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Single posts and comments. Safe for all threads. */
@Component
final class PostTable {

    private final JdbcClient database;

    PostTable(JdbcClient database) {
        this.database = database;
    }

    /** The caller has locked the author's row: so the times of one author's posts rise with their ids. */
    PostRow insert(NewPost post) {
        UserRef wallOwner = post.wallOwner();
        UserRef mentioned = post.mentioned();
        return database.sql("""
                        INSERT INTO posts AS p
                            (author_id, target_profile_id, mentioned_user_id, content, type, media_url, created_at, updated_at)
                        SELECT :viewer, :target, :mentioned, :content, :type, :media_url, clock.now, clock.now
                        FROM (SELECT clock_timestamp() AS now) AS clock
                        RETURNING %s
                        """.formatted(PostRow.COLUMNS))
                .param("viewer", post.author().id())
                .param("target", wallOwner == null ? null : wallOwner.id(), Types.BIGINT)
                .param("mentioned", mentioned == null ? null : mentioned.id(), Types.BIGINT)
                .param("content", post.text().content())
                .param("type", post.text().type())
                .param("media_url", post.text().mediaUrl(), Types.VARCHAR)
                .query(PostRow::read)
                .single();
    }

    /** The post as this user sees it. */
    Optional<PostRow> find(long id, long viewerId) {
        return database.sql("""
                        SELECT %s
                        FROM posts p
                        WHERE p.id = :id
                        """.formatted(PostRow.COLUMNS))
                .param("id", id)
                .param("viewer", viewerId)
                .query(PostRow::read)
                .optional();
    }

    /** The thread of a comment; empty for what is no comment. */
    Optional<Long> rootOf(long commentId) {
        return database.sql("SELECT root_id FROM posts WHERE id = :id AND root_id IS NOT NULL")
                .param("id", commentId)
                .query(Long.class)
                .optional();
    }

    /**
     * Locks a post until the caller's transaction ends: a thread's root for whoever writes to the thread or takes from it,
     * the one post for whoever changes or likes it. Whoever holds another lock on a post than the root's takes no further
     * one; the root's comes after those of users.
     *
     * @return its author; empty when there is no such post (any more)
     */
    Optional<Long> lock(long id) {
        return database.sql("SELECT author_id FROM posts WHERE id = :id FOR NO KEY UPDATE")
                .param("id", id)
                .query(Long.class)
                .optional();
    }

    /** The caller has locked it. */
    void change(long id, PostText text) {
        database.sql("""
                        UPDATE posts
                        SET content = :content,
                            type = :type,
                            media_url = :media_url,
                            updated_at = greatest(updated_at + interval '1 microsecond', clock_timestamp())
                        WHERE id = :id
                        """)
                .param("id", id)
                .param("content", text.content())
                .param("type", text.type())
                .param("media_url", text.mediaUrl(), Types.VARCHAR)
                .update();
    }

    /**
     * Deletes a post; its likes, its shares and, level by level, everything beneath it go by their foreign keys, and what
     * answered one of them answers nothing then. The caller has locked the root of its thread, so no reply comes meanwhile.
     *
     * <p>Postgres does not run one such deletion inside the other but queues them, so no thread is too deep for it.
     *
     * @return false when there was no such post
     */
    boolean delete(long id) {
        return database.sql("DELETE FROM posts WHERE id = :id").param("id", id).update() == 1;
    }
}
