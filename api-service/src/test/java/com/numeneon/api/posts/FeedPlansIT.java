package com.numeneon.api.posts;

import static org.assertj.core.api.Assertions.assertThat;

import com.numeneon.api.testing.QueryPlan;
import com.numeneon.api.testing.TestDatabase;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a feed costs where three people have written 15,000 posts and 300 friends none. */
@NullUnmarked
class FeedPlansIT {

    private static final int POSTS = 15_000;
    private static final int LIMIT = 50;
    private static final long[] FRIENDS = LongStream.rangeClosed(1, 303).toArray();

    private static TestDatabase database;

    @BeforeAll
    static void fill() {
        database = TestDatabase.migrated();
        for (String sql : List.of("""
                INSERT INTO users (username, username_key, email, email_key, password_hash)
                SELECT 'u' || n, 'u' || n, n || '@example.org', n || '@example.org', 'none'
                FROM generate_series(1, 400) n
                """, """
                INSERT INTO posts (author_id, target_profile_id, content, type, created_at, updated_at)
                SELECT 1 + mod(n, 3), CASE mod(n, 10) WHEN 0 THEN 4 END, repeat('words ', 50), 'thoughts', now(), now()
                FROM generate_series(1, %d) n
                """.formatted(POSTS), "ANALYZE users, posts")) {
            database.sql().sql(sql).update();
        }
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @Test
    void of_each_friend_the_newest_are_read_and_of_those_who_wrote_nothing_nothing() {
        QueryPlan plan = QueryPlan.of(
                database.sql(), PostLists.NEWEST_AROUND, Map.of("viewer", 1L, "users", FRIENDS, "limit", LIMIT));

        assertThat(plan.rowsRead("posts"))
                .as("besides the table once, which is small: " + plan)
                .isLessThanOrEqualTo(3 + 4 * LIMIT + POSTS);
    }

    @Test
    void they_are_the_newest() {
        List<Long> all = database.sql()
                .sql("SELECT id FROM posts ORDER BY id DESC LIMIT " + LIMIT)
                .query(Long.class)
                .list();

        assertThat(new PostLists(database.sql())
                        .newestAround(1L, LongStream.of(FRIENDS).boxed().toList(), LIMIT))
                .extracting(PostRow::id)
                .containsExactlyElementsOf(all);
    }
}
