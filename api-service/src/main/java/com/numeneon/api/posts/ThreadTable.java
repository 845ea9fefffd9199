package com.numeneon.api.posts;

import java.sql.Types;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The comments of a thread; what changes it is called while the thread's root is locked. Safe for all threads. */
@Component
final class ThreadTable {

    private final JdbcClient database;

    ThreadTable(JdbcClient database) {
        this.database = database;
    }

    /** The times of one thread's comments rise with their ids, as its root is locked. */
    PostRow insert(NewComment comment, @Nullable Long answeredId, @Nullable Long mentionedId) {
        return database.sql("""
                        INSERT INTO posts AS p
                            (author_id, parent_id, root_id, reply_to_comment_id, mentioned_user_id,
                            content, type, media_url, created_at, updated_at)
                        SELECT :viewer, :parent, :root, :answered, :mentioned,
                            :content, :type, :media_url, clock.now, clock.now
                        FROM (SELECT clock_timestamp() AS now) AS clock
                        RETURNING %s
                        """.formatted(PostRow.COLUMNS))
                .param("viewer", comment.author().id())
                .param("parent", comment.parent().id())
                .param("root", comment.rootId())
                .param("answered", answeredId, Types.BIGINT)
                .param("mentioned", mentionedId, Types.BIGINT)
                .param("content", comment.text().content())
                .param("type", comment.text().type())
                .param("media_url", comment.text().mediaUrl(), Types.VARCHAR)
                .query(PostRow::read)
                .single();
    }

    /**
     * Counts one reply more, or one less, beneath a post.
     *
     * @return false when there is no such post (any more)
     */
    boolean countReply(long parentId, int change) {
        return database.sql("UPDATE posts SET comment_count = comment_count + :change WHERE id = :parent")
                        .param("change", change)
                        .param("parent", parentId)
                        .update()
                == 1;
    }

    Optional<Long> latestComment(long rootId, long authorId) {
        return database.sql("""
                        SELECT id
                        FROM posts
                        WHERE root_id = :root AND author_id = :author
                        ORDER BY id DESC
                        LIMIT 1
                        """)
                .param("root", rootId)
                .param("author", authorId)
                .query(Long.class)
                .optional();
    }
}
