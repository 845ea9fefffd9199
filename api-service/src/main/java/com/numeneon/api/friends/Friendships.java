package com.numeneon.api.friends;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Who is friends with whom: one row for each pair, and on each user's row how many they have. What changes them runs while
 * both users' rows are locked, so whoever holds one of these locks sees that user's friends stand still. Safe for all
 * threads.
 */
@Component
public final class Friendships {

    /** Most friends that one user can have: it bounds an event's audience. */
    static final int LIMIT = 5_000;

    private final JdbcClient database;

    Friendships(JdbcClient database) {
        this.database = database;
    }

    /** Ascending; at most {@value #LIMIT}. */
    public List<Long> friendIds(long userId) {
        return database.sql("""
                        SELECT high_user_id AS friend_id
                        FROM friendships
                        WHERE low_user_id = :user
                        UNION ALL
                        SELECT low_user_id AS friend_id
                        FROM friendships
                        WHERE high_user_id = :user
                        ORDER BY friend_id
                        """).param("user", userId).query(Long.class).list();
    }

    boolean exists(long one, long other) {
        return database.sql("""
                        SELECT EXISTS (
                            SELECT FROM friendships WHERE low_user_id = :low AND high_user_id = :high
                        )
                        """)
                .param("low", Math.min(one, other))
                .param("high", Math.max(one, other))
                .query(Boolean.class)
                .single();
    }

    /** Whether this user has as many friends as anybody can have. */
    boolean isFull(long userId) {
        return database.sql("SELECT friend_count >= :limit FROM users WHERE id = :user")
                .param("limit", LIMIT)
                .param("user", userId)
                .query(Boolean.class)
                .single();
    }

    /** The two are not friends and neither {@link #isFull}. */
    void insert(long one, long other) {
        database.sql("""
                        INSERT INTO friendships (low_user_id, high_user_id, created_at)
                        VALUES (:low, :high, clock_timestamp())
                        """)
                .param("low", Math.min(one, other))
                .param("high", Math.max(one, other))
                .update();
        count(one, other, 1);
    }

    /** @return false when the two were not friends */
    boolean delete(long one, long other) {
        boolean deleted = database.sql("""
                                DELETE FROM friendships
                                WHERE low_user_id = :low AND high_user_id = :high
                                """)
                        .param("low", Math.min(one, other))
                        .param("high", Math.max(one, other))
                        .update()
                == 1;
        if (deleted) {
            count(one, other, -1);
        }
        return deleted;
    }

    /**
     * Sets the user's number of friends to what the rows say; their row is locked.
     *
     * @return false when that was so already
     */
    boolean recount(long userId) {
        return database.sql("""
                        UPDATE users
                        SET friend_count = counted.friends
                        FROM (
                            SELECT (SELECT count(*) FROM friendships WHERE low_user_id = :user)
                                + (SELECT count(*) FROM friendships WHERE high_user_id = :user) AS friends
                        ) AS counted
                        WHERE id = :user AND friend_count <> counted.friends
                        """).param("user", userId).update() > 0;
    }

    private void count(long one, long other, int change) {
        database.sql("""
                        UPDATE users
                        SET friend_count = friend_count + :change
                        WHERE id IN (:one, :other)
                        """)
                .param("change", change)
                .param("one", one)
                .param("other", other)
                .update();
    }
}
