package com.numeneon.api.friends;

import com.numeneon.api.accounts.UserRows;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Whom a user may want to ask: friends of friends, most friends in common first, then the newest users. One statement; of
 * friendships it reads some 50,000 of friends, and those of the twenty whom it shows, whoever asks
 * (docs/decisions/071). Safe for all threads.
 */
@Component
final class Suggestions {

    /**
     * Whoever has many friends meets fewer friends of each: the newest users among them, so that the same people are met
     * through all of them. A friend's friends above his own id, then those below, are one descending list.
     *
     * <p>The two counts that are compared with zero are not written as NOT EXISTS, since Postgres would then read all
     * pending requests there are; they are made for one candidate after another until there are enough.
     */
    static final String SQL = """
            WITH mine AS MATERIALIZED (
                SELECT high_user_id AS id FROM friendships WHERE low_user_id = :caller
                UNION ALL
                SELECT low_user_id FROM friendships WHERE high_user_id = :caller
            ), share AS MATERIALIZED (
                SELECT 50000 / greatest(count(*), 1) AS size FROM mine
            ), met AS (
                SELECT theirs.id, count(*) AS times
                FROM mine
                CROSS JOIN LATERAL (
                    (SELECT high_user_id AS id
                    FROM friendships
                    WHERE low_user_id = mine.id
                    ORDER BY high_user_id DESC
                    LIMIT (SELECT size FROM share))
                    UNION ALL
                    (SELECT low_user_id
                    FROM friendships
                    WHERE high_user_id = mine.id
                    ORDER BY low_user_id DESC
                    LIMIT (SELECT size FROM share))
                    LIMIT (SELECT size FROM share)
                ) theirs
                WHERE theirs.id <> :caller AND theirs.id NOT IN (SELECT id FROM mine)
                GROUP BY theirs.id
            ), ranked AS MATERIALIZED (
                SELECT id
                FROM met
                ORDER BY times DESC, id DESC
            ), near AS MATERIALIZED (
                SELECT id
                FROM ranked
                WHERE (
                    SELECT count(*)
                    FROM friend_requests
                    WHERE least(from_user_id, to_user_id) = least(ranked.id, :caller)
                        AND greatest(from_user_id, to_user_id) = greatest(ranked.id, :caller)
                ) = 0
                LIMIT 20
            ), newest AS MATERIALIZED (
                SELECT id
                FROM users
                ORDER BY id DESC
                LIMIT 500
            ), chosen AS MATERIALIZED (
                SELECT id
                FROM (
                    SELECT id, 1 AS turn
                    FROM near
                    UNION ALL
                    (SELECT id, 2
                    FROM newest
                    WHERE (SELECT count(*) FROM near) < 20
                        AND id <> :caller
                        AND id NOT IN (SELECT id FROM mine)
                        AND id NOT IN (SELECT id FROM near)
                        AND (
                            SELECT count(*)
                            FROM friend_requests
                            WHERE least(from_user_id, to_user_id) = least(newest.id, :caller)
                                AND greatest(from_user_id, to_user_id) = greatest(newest.id, :caller)
                        ) = 0
                    LIMIT 20)
                ) candidates
                ORDER BY turn
                LIMIT 20
            )
            SELECT %s, mutual.friends
            FROM chosen
            JOIN users USING (id)
            CROSS JOIN LATERAL (
                SELECT count(*) AS friends
                FROM (
                    SELECT high_user_id AS id FROM friendships WHERE low_user_id = chosen.id
                    UNION ALL
                    SELECT low_user_id FROM friendships WHERE high_user_id = chosen.id
                ) theirs
                WHERE theirs.id IN (SELECT id FROM mine)
            ) mutual
            ORDER BY mutual.friends DESC, id DESC
            """.formatted(UserRows.COLUMNS);

    private final JdbcClient database;

    Suggestions(JdbcClient database) {
        this.database = database;
    }

    /** At most twenty: neither the user nor a friend nor anybody whose request to or from the user is pending. */
    List<Suggestion> of(long userId) {
        return database.sql(SQL)
                .param("caller", userId)
                .query(Suggestions::read)
                .list();
    }

    private static Suggestion read(ResultSet row, int number) throws SQLException {
        return new Suggestion(UserRows.userRef(row, number), row.getLong("friends"));
    }
}
