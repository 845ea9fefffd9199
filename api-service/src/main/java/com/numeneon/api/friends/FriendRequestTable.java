package com.numeneon.api.friends;

import com.numeneon.api.web.Slice;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The pending requests: at most one for each pair. What changes them runs while both users' rows are locked. Safe for all
 * threads.
 */
@Component
final class FriendRequestTable {

    private final JdbcClient database;

    FriendRequestTable(JdbcClient database) {
        this.database = database;
    }

    Optional<FriendRequest> find(long id) {
        return database.sql("""
                        SELECT id, from_user_id, to_user_id, created_at
                        FROM friend_requests
                        WHERE id = :id
                        """).param("id", id).query(FriendRequestTable::read).optional();
    }

    /** The pair's request, whoever asked. */
    Optional<FriendRequest> between(long one, long other) {
        return database.sql("""
                        SELECT id, from_user_id, to_user_id, created_at
                        FROM friend_requests
                        WHERE least(from_user_id, to_user_id) = :low AND greatest(from_user_id, to_user_id) = :high
                        """)
                .param("low", Math.min(one, other))
                .param("high", Math.max(one, other))
                .query(FriendRequestTable::read)
                .optional();
    }

    Slice<FriendRequest> incoming(long userId, long beforeId, int limit) {
        return list("""
                SELECT id, from_user_id, to_user_id, created_at
                FROM friend_requests
                WHERE to_user_id = :user AND id < :before
                ORDER BY id DESC
                LIMIT :rows
                """, userId, beforeId, limit);
    }

    Slice<FriendRequest> outgoing(long userId, long beforeId, int limit) {
        return list("""
                SELECT id, from_user_id, to_user_id, created_at
                FROM friend_requests
                WHERE from_user_id = :user AND id < :before
                ORDER BY id DESC
                LIMIT :rows
                """, userId, beforeId, limit);
    }

    /** @return its id */
    long insert(long fromUserId, long toUserId) {
        return database.sql("""
                        INSERT INTO friend_requests (from_user_id, to_user_id, created_at)
                        VALUES (:from, :to, clock_timestamp())
                        RETURNING id
                        """)
                .param("from", fromUserId)
                .param("to", toUserId)
                .query(Long.class)
                .single();
    }

    /** @return false when it was gone already */
    boolean delete(long id) {
        return database.sql("DELETE FROM friend_requests WHERE id = :id")
                        .param("id", id)
                        .update()
                == 1;
    }

    private Slice<FriendRequest> list(String sql, long userId, long beforeId, int limit) {
        return Slice.of(
                database.sql(sql)
                        .param("user", userId)
                        .param("before", beforeId)
                        .param("rows", limit + 1)
                        .query(FriendRequestTable::read)
                        .list(),
                limit);
    }

    private static FriendRequest read(ResultSet row, int number) throws SQLException {
        return new FriendRequest(
                row.getLong("id"),
                row.getLong("from_user_id"),
                row.getLong("to_user_id"),
                row.getObject("created_at", OffsetDateTime.class).toInstant());
    }
}
