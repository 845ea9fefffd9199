package com.numeneon.api.posts;

import com.numeneon.api.invariants.Invariant;
import com.numeneon.api.invariants.Invariants;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What must hold of posts and comments. */
@Configuration(proxyBeanMethods = false)
class PostInvariants {

    private static final String TABLE = "posts";

    private static final String COUNTED = """
            SELECT p.id
            FROM posts p
            WHERE p.id > :after AND p.id <= :upto AND p.%s <> (SELECT count(*) FROM %s = p.id)
            ORDER BY p.id
            """;

    /** Roots first: a counter is repaired under its root's lock. */
    @Bean
    Invariants invariantsOfPosts(PostRepair repair) {
        return new Invariants(List.of(
                new Invariant(
                        "posts.root_id",
                        "A comment has the root that its parent has, or is.",
                        TABLE,
                        """
                        SELECT p.id
                        FROM posts p
                        JOIN posts parent ON parent.id = p.parent_id
                        WHERE p.id > :after AND p.id <= :upto
                            AND p.root_id IS DISTINCT FROM coalesce(parent.root_id, parent.id)
                        ORDER BY p.id
                        """,
                        repair::root),
                Invariant.reported(
                        "posts.reply_to_comment_id", "A comment answers a comment of its own thread.", TABLE, """
                        SELECT p.id
                        FROM posts p
                        JOIN posts answered ON answered.id = p.reply_to_comment_id
                        WHERE p.id > :after AND p.id <= :upto AND answered.root_id IS DISTINCT FROM p.root_id
                        ORDER BY p.id
                        """),
                new Invariant(
                        "posts.likes_count",
                        "likes_count of a post is the number of its likes.",
                        TABLE,
                        COUNTED.formatted("likes_count", "likes l WHERE l.post_id"),
                        repair::likes),
                new Invariant(
                        "posts.comment_count",
                        "comment_count of a post is the number of comments right beneath it.",
                        TABLE,
                        COUNTED.formatted("comment_count", "posts reply WHERE reply.parent_id"),
                        repair::comments),
                new Invariant(
                        "posts.shares_count",
                        "shares_count of a post is the number of its shares.",
                        TABLE,
                        COUNTED.formatted("shares_count", "shares s WHERE s.post_id"),
                        repair::shares)));
    }
}
