package com.numeneon.api.security;

import com.numeneon.api.duties.Expired;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table {@code sessions}. All times are the database's, so that the clocks of several pods do not matter. */
final class SessionTable {

    /** Not clock_timestamp(), which moves while the statement runs, so that no index can be searched for it. */
    static final String REVOKED_WITHIN = """
            SELECT id
            FROM sessions
            WHERE revoked_at > statement_timestamp() - make_interval(secs => :past)
            """;

    private static final Pattern SESSION_KEY = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final Duration EXPIRED_KEPT = Duration.ofDays(30);

    private final JdbcClient database;

    SessionTable(JdbcClient database) {
        this.database = database;
    }

    record Revocation(UUID sessionId, long userId, Instant revokedAt) {}

    /** What a session that cannot be renewed is. */
    enum Ended {
        REVOKED,
        /** With its user: a row alone is deleted only after its last refresh token has expired. */
        GONE
    }

    void open(UUID id, long userId, Duration life) {
        database.sql("""
                        INSERT INTO sessions (id, user_id, expires_at)
                        VALUES (:id, :userId, clock_timestamp() + make_interval(secs => :life))
                        """)
                .param("id", id)
                .param("userId", userId)
                .param("life", life.toSeconds())
                .update();
    }

    /** Moves the end of a living session. */
    boolean renew(UUID id, Duration life) {
        return database.sql("""
                                UPDATE sessions
                                SET expires_at = greatest(expires_at, clock_timestamp() + make_interval(secs => :life))
                                WHERE id = :id AND revoked_at IS NULL
                                """).param("id", id).param("life", life.toSeconds()).update() > 0;
    }

    Ended howEnded(UUID id) {
        return database.sql("SELECT 1 FROM sessions WHERE id = :id")
                .param("id", id)
                .query(Integer.class)
                .optional()
                .map(row -> Ended.REVOKED)
                .orElse(Ended.GONE);
    }

    /** Ends a living session and keeps its row locked until the caller's transaction ends. */
    Optional<Revocation> revoke(UUID id) {
        return database.sql("""
                        UPDATE sessions
                        SET revoked_at = clock_timestamp()
                        WHERE id = :id AND revoked_at IS NULL
                        RETURNING user_id, revoked_at
                        """)
                .param("id", id)
                .query((row, number) -> new Revocation(
                        id,
                        row.getLong("user_id"),
                        row.getObject("revoked_at", OffsetDateTime.class).toInstant()))
                .optional();
    }

    /**
     * Locks the session that an event's key names.
     *
     * @return false when it names none
     */
    boolean lockByKey(String key) {
        if (!SESSION_KEY.matcher(key).matches()) {
            return false;
        }
        database.sql("SELECT id FROM sessions WHERE id = :id FOR NO KEY UPDATE")
                .param("id", UUID.fromString(key))
                .query(UUID.class)
                .optional();
        return true;
    }

    List<UUID> revokedWithin(Duration past) {
        return database.sql(REVOKED_WITHIN)
                .param("past", past.toSeconds())
                .query(UUID.class)
                .list();
    }

    /** Those whose tokens have all expired since; a day is for clocks that differ. */
    static Expired revoked() {
        return new Expired(
                "revoked_sessions",
                """
                DELETE FROM sessions
                WHERE id IN (
                    SELECT id
                    FROM sessions
                    WHERE revoked_at <= statement_timestamp() - make_interval(secs => :kept)
                    ORDER BY revoked_at
                    LIMIT :most
                    FOR UPDATE SKIP LOCKED
                )
                """,
                Map.of("kept", TokenIssuer.REFRESH_LIFE.plusDays(1).toSeconds()));
    }

    /**
     * Those that nobody can renew. They stay for a while, as somebody may still log out of them: that ends the sockets that
     * the last access token has opened, which it can for as long as notification-service's {@code SOCKET_TOKEN_GRACE}, at
     * most 14 days.
     */
    static Expired expired() {
        return new Expired("expired_sessions", """
                DELETE FROM sessions
                WHERE id IN (
                    SELECT id
                    FROM sessions
                    WHERE revoked_at IS NULL AND expires_at <= statement_timestamp() - make_interval(secs => :kept)
                    ORDER BY expires_at
                    LIMIT :most
                    FOR UPDATE SKIP LOCKED
                )
                """, Map.of("kept", EXPIRED_KEPT.toSeconds()));
    }
}
