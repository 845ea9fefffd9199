package com.numeneon.api.friends;

import static org.assertj.core.api.Assertions.assertThat;

import com.numeneon.api.testing.QueryPlan;
import com.numeneon.api.testing.TestDatabase;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What suggestions cost among 20,000 users: the first has as many friends as one can have, each of these has 50, and the
 * second has 200 of them as friends.
 */
@NullUnmarked
class SuggestionPlansIT {

    private static final long POPULAR = 1;
    private static final long ORDINARY = 2;
    private static final long LONELY = 3;

    private static TestDatabase database;

    @BeforeAll
    static void fill() {
        database = TestDatabase.migrated();
        for (String sql : List.of("""
                INSERT INTO users (username, username_key, email, email_key, password_hash)
                SELECT 'u' || n, 'u' || n, n || '@example.org', n || '@example.org', 'none'
                FROM generate_series(1, 20000) n
                """, """
                INSERT INTO friendships (low_user_id, high_user_id, created_at)
                SELECT 1, n, now() FROM generate_series(10001, 15000) n
                UNION ALL
                SELECT 2, n, now() FROM generate_series(10001, 10200) n
                UNION ALL
                SELECT DISTINCT least(n, other), greatest(n, other), now()
                FROM generate_series(10001, 15000) n, LATERAL (
                    SELECT 1 + mod(n * 7919 + k * k * 104729, 20000) AS other FROM generate_series(1, 50) k
                ) others
                WHERE n <> other AND other > 3
                """, """
                INSERT INTO friend_requests (from_user_id, to_user_id, created_at)
                SELECT n, n + 1 + mod(n, 5), now() FROM generate_series(16000, 19990) n
                UNION ALL
                SELECT 1, n, now() FROM generate_series(18000, 19000) n
                """, "ANALYZE users, friendships, friend_requests")) {
            database.sql().sql(sql).update();
        }
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @Test
    void no_table_is_read_whole_and_work_is_bounded_for_the_most_popular() {
        for (long user : List.of(POPULAR, ORDINARY, LONELY)) {
            QueryPlan plan = QueryPlan.of(database.sql(), Suggestions.SQL, Map.of("caller", user));

            assertThat(plan.tablesReadWhole()).as(plan.toString()).isEmpty();
            assertThat(plan.rowsRead("friendships"))
                    .as("own friends, friends of friends, friends of the twenty")
                    .isLessThanOrEqualTo(5_000 + 50_000 + 20 * 5_000);
            assertThat(plan.rowsRead("users")).isLessThanOrEqualTo(500 + 20);
        }
        assertThat(pairs(POPULAR)).as("the bound is what holds here").isGreaterThan(200_000);
    }

    @Test
    void the_number_of_mutual_friends_is_exact_for_everybody_shown() {
        for (long user : List.of(POPULAR, ORDINARY)) {
            List<Suggestion> suggestions = new Suggestions(database.sql()).of(user);

            assertThat(suggestions).hasSize(20);
            assertThat(suggestions)
                    .allSatisfy(it -> assertThat(it.mutualFriendsCount())
                            .isEqualTo(mutual(user, it.user().id())));
        }
    }

    @Test
    void whoever_has_most_mutual_friends_is_found_while_nothing_is_cut() {
        List<Suggestion> suggestions = new Suggestions(database.sql()).of(ORDINARY);

        long most = database.sql().sql("""
                        SELECT max(mutual)
                        FROM (
                            SELECT count(*) AS mutual
                            FROM (
                                SELECT low_user_id AS id, high_user_id AS friend_id FROM friendships
                                UNION ALL
                                SELECT high_user_id, low_user_id FROM friendships
                            ) theirs
                            WHERE friend_id BETWEEN 10001 AND 10200
                                AND id NOT BETWEEN 10001 AND 10200
                                AND id <> 2
                            GROUP BY id
                        ) counts
                        """).query(Long.class).single();
        assertThat(suggestions.getFirst().mutualFriendsCount()).isEqualTo(most);
    }

    private static long pairs(long user) {
        return database.sql().sql("""
                        SELECT count(*)
                        FROM friendships mine
                        JOIN friendships theirs
                            ON mine.high_user_id IN (theirs.low_user_id, theirs.high_user_id)
                        WHERE mine.low_user_id = :user
                        """).param("user", user).query(Long.class).single();
    }

    private static long mutual(long one, long other) {
        return database.sql()
                .sql("""
                        SELECT count(*)
                        FROM friendships mine
                        JOIN friendships theirs
                            ON theirs.low_user_id = least(:other, mine.high_user_id)
                            AND theirs.high_user_id = greatest(:other, mine.high_user_id)
                        WHERE mine.low_user_id = :one
                        """)
                .param("one", one)
                .param("other", other)
                .query(Long.class)
                .single();
    }
}
