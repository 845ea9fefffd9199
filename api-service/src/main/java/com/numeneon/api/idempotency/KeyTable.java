package com.numeneon.api.idempotency;

import com.numeneon.api.duties.Expired;
import com.numeneon.contracts.json.ContractJson;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import tools.jackson.core.type.TypeReference;

/** Keys and their answers. Within one transaction: claim, then either store or find. */
final class KeyTable {

    private static final TypeReference<Map<String, List<String>>> HEADERS = new TypeReference<>() {};

    private final JdbcClient database;

    KeyTable(JdbcClient database) {
        this.database = database;
    }

    /**
     * Waits for whoever holds the key. True when it was free, or its answer is over a day old: now it is the caller's, who
     * must store an answer or roll back. False when there is an answer.
     *
     * <p>Either way the row is locked, before users, conversations and posts.
     */
    boolean claim(KeyedRequest request) {
        int rows = withId(database.sql("""
                        INSERT INTO idempotency_keys AS k (user_id, key, target, body_hash)
                        VALUES (:user_id, :key, :target, :body_hash)
                        ON CONFLICT (user_id, key, target) DO UPDATE
                        SET body_hash = excluded.body_hash, created_at = clock_timestamp(),
                            status = NULL, headers = NULL, body = NULL
                        WHERE k.created_at <= clock_timestamp() - interval '24 hours'
                        """), request.id())
                .param("body_hash", request.bodyHash().bytes())
                .update();
        return rows > 0;
    }

    /** Those that {@link #claim} would take over. Whoever claims one holds its lock, so it is left alone meanwhile. */
    static Expired expired() {
        return new Expired("idempotency_keys", """
                DELETE FROM idempotency_keys
                WHERE (user_id, key, target) IN (
                    SELECT user_id, key, target
                    FROM idempotency_keys
                    WHERE created_at <= statement_timestamp() - interval '24 hours'
                    ORDER BY created_at
                    LIMIT :most
                    FOR UPDATE SKIP LOCKED
                )
                """, Map.of());
    }

    void store(KeyedRequest.Id id, StoredAnswer answer) {
        withId(database.sql("""
                        UPDATE idempotency_keys
                        SET status = :status, headers = CAST(:headers AS jsonb), body = :body
                        WHERE user_id = :user_id AND key = :key AND target = :target
                        """), id)
                .param("status", answer.status())
                .param("headers", ContractJson.mapper().writeValueAsString(answer.headers()))
                .param("body", answer.body())
                .update();
    }

    /** The answer to this request; empty when it was given to another body. */
    Optional<StoredAnswer> find(KeyedRequest request) {
        return withId(database.sql("""
                        SELECT status, headers, body
                        FROM idempotency_keys
                        WHERE user_id = :user_id AND key = :key AND target = :target AND body_hash = :body_hash
                        """), request.id())
                .param("body_hash", request.bodyHash().bytes())
                .query(KeyTable::answer)
                .optional();
    }

    private static StatementSpec withId(StatementSpec statement, KeyedRequest.Id id) {
        return statement
                .param("user_id", id.userId())
                .param("key", id.key())
                .param("target", id.target().bytes());
    }

    private static StoredAnswer answer(ResultSet row, int number) throws SQLException {
        return new StoredAnswer(
                row.getInt("status"),
                ContractJson.mapper().readValue(row.getString("headers"), HEADERS),
                row.getBytes("body"));
    }
}
