package com.numeneon.api.statements;

import com.numeneon.api.testing.Cast;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Many people with friends, requests, conversations and posts; the caller of the cast has some of everything. */
final class LargeData {

    /** Of the caller's friends, conversations, requests in each direction, and posts. */
    static final int OF_CALLER = 200;

    private LargeData() {}

    /** @param rows of users, messages and posts each */
    static void write(JdbcClient database, Cast cast, int rows) {
        long caller = cast.caller().id();
        write(database, rows, 0, """
                INSERT INTO users (username, username_key, email, email_key, password_hash, first_name, last_name)
                SELECT 'person' || n, 'person' || n, 'person' || n || '@example.org', 'person' || n || '@example.org', 'none',
                    initcap(substr(md5(n::text), 1, 8)), initcap(substr(md5((-n)::text), 1, 8))
                FROM generate_series(1, :rows) AS n
                """);
        long first = database.sql("SELECT id FROM users WHERE username_key = 'person1'")
                .query(Long.class)
                .single();
        write(database, rows, first, """
                INSERT INTO friendships (low_user_id, high_user_id, created_at)
                SELECT :first + n, :first + n + distance, now()
                FROM generate_series(0, :rows - 5) AS n, generate_series(1, 4) AS distance
                """);
        write(database, rows, first, """
                INSERT INTO friend_requests (from_user_id, to_user_id, created_at)
                SELECT :first + n, :first + n + 10, now()
                FROM generate_series(0, :rows - 11) AS n
                """);
        database.sql("""
                        INSERT INTO friendships (low_user_id, high_user_id, created_at)
                        SELECT :caller, :first + n, now()
                        FROM generate_series(1, :some) AS n;
                        INSERT INTO friend_requests (from_user_id, to_user_id, created_at)
                        SELECT :first + n, :caller, now()
                        FROM generate_series(:some + 1, 2 * :some) AS n;
                        INSERT INTO friend_requests (from_user_id, to_user_id, created_at)
                        SELECT :caller, :first + n, now()
                        FROM generate_series(2 * :some + 1, 3 * :some) AS n
                        """)
                .param("caller", caller)
                .param("first", first)
                .param("some", OF_CALLER)
                .update();
        int pairs = rows / 4;
        conversations(database, first, first + pairs, pairs, 4);
        conversationsOf(database, caller, first, OF_CALLER, 10);
        posts(database, caller, first, rows);
        database.sql("VACUUM ANALYZE").update();
    }

    /** Of each of so many people with one other each; the ids of either go up by one. */
    static void conversations(JdbcClient database, long one, long other, int pairs, int messages) {
        conversations(database, one, 1, other, pairs, messages);
    }

    /** Of one person with so many others, whose ids go up by one. */
    static void conversationsOf(JdbcClient database, long one, long firstOther, int pairs, int messages) {
        conversations(database, one, 0, firstOther, pairs, messages);
    }

    private static void conversations(JdbcClient database, long one, int step, long other, int pairs, int messages) {
        database.sql("""
                        WITH pair AS (
                            INSERT INTO conversations (low_user_id, high_user_id, last_seq, last_message_at)
                            SELECT :one + n * :step, :other + n, :messages, now() - make_interval(secs => n)
                            FROM generate_series(0, :pairs - 1) AS n
                            RETURNING id, low_user_id, high_user_id, last_message_at
                        ), mark AS (
                            INSERT INTO participants (conversation_id, user_id, last_read_seq)
                            SELECT id, low_user_id, :messages / 2
                            FROM pair
                            UNION ALL
                            SELECT id, high_user_id, :messages
                            FROM pair
                        )
                        INSERT INTO messages (conversation_id, seq, sender_id, receiver_id, content, created_at)
                        SELECT id, seq,
                            CASE WHEN seq % 2 = 0 THEN low_user_id ELSE high_user_id END,
                            CASE WHEN seq % 2 = 0 THEN high_user_id ELSE low_user_id END,
                            'message ' || seq, last_message_at - make_interval(secs => :messages - seq)
                        FROM pair, generate_series(1, :messages) AS seq
                        """)
                .param("one", one)
                .param("step", step)
                .param("other", other)
                .param("pairs", pairs)
                .param("messages", messages)
                .update();
    }

    /** Six in ten are top-level, of these one in ten on another's wall; the others are comments on those. */
    private static void posts(JdbcClient database, long caller, long first, int rows) {
        int top = rows * 6 / 10;
        database.sql("""
                        INSERT INTO posts (author_id, target_profile_id, content, type, created_at, updated_at)
                        SELECT author, CASE WHEN n % 10 = 0 THEN nullif(:first + n * 7901 % :rows, author) END,
                            'post ' || n, 'thoughts', now(), now()
                        FROM (
                            SELECT n, CASE WHEN n % (:rows / :some) = 0 THEN :caller ELSE :first + n * 7919 % :rows END AS author
                            FROM generate_series(1, :top) AS n
                        ) AS authors
                        """)
                .param("caller", caller)
                .param("first", first)
                .param("some", OF_CALLER)
                .param("rows", rows)
                .param("top", top)
                .update();
        long oldest =
                database.sql("SELECT min(id) FROM posts").query(Long.class).single();
        database.sql("""
                        INSERT INTO posts (author_id, parent_id, root_id, content, type, created_at, updated_at)
                        SELECT :first + n * 7907 % :rows, :oldest + n % (:top / 10), :oldest + n % (:top / 10), 'comment ' || n, 'thoughts', now(), now()
                        FROM generate_series(1, :rows - :top) AS n
                        """)
                .param("first", first)
                .param("oldest", oldest)
                .param("rows", rows)
                .param("top", top)
                .update();
    }

    private static void write(JdbcClient database, int rows, long first, String sql) {
        var statement = database.sql(sql).param("rows", rows);
        (sql.contains(":first") ? statement.param("first", first) : statement).update();
    }
}
