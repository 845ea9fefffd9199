package com.numeneon.api.outbox;

import com.numeneon.api.outbox.Delivery.Refusal;
import java.time.Duration;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The relay's side of the table. All but {@link #backlog} belong into one transaction, the lock first. */
final class OutboxTable {

    /** "outbox" in ASCII: the database's other users of advisory locks draw theirs elsewhere. */
    private static final long LOCK = 0x6f7574626f78L;

    /** Rows above this are not counted, so that measuring stays cheap when it matters most. */
    static final int COUNTED_ROWS = 100_000;

    private final JdbcClient jdbc;

    OutboxTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Takes the lock of the database's one active relay until the transaction ends, and has Postgres end it should this
     * process fall silent for longer than {@code overtakenAfter}. Both last as long as the transaction and no longer, so
     * they work through a transaction pooler.
     */
    boolean tryLock(Duration overtakenAfter) {
        return jdbc.sql("""
                        SELECT pg_try_advisory_xact_lock(:lock)
                        FROM set_config('idle_in_transaction_session_timeout', :timeout, true)
                        """)
                .param("lock", LOCK)
                .param("timeout", overtakenAfter.toMillis() + "ms")
                .query(Boolean.class)
                .single();
    }

    /**
     * The oldest rows by id, as many as fit; at least one if there is any. A statement apart from the lock's, since its
     * snapshot must be younger than the lock: an older one shows rows that the previous holder has just deleted.
     */
    List<OutboxRow> oldest(int rows, int payloadBytes) {
        return jdbc.sql("""
                        SELECT id, topic, key, headers, payload
                        FROM (
                            SELECT id, topic, key, headers, payload,
                                   sum(octet_length(payload)) OVER (ORDER BY id) - octet_length(payload) AS bytes_before
                            FROM (
                                SELECT id, topic, key, headers, payload FROM outbox ORDER BY id LIMIT :rows
                            ) AS oldest
                        ) AS measured
                        WHERE bytes_before < :bytes
                        ORDER BY id
                        """)
                .param("rows", rows)
                .param("bytes", payloadBytes)
                .query((row, n) -> new OutboxRow(
                        row.getLong("id"),
                        row.getString("topic"),
                        row.getString("key"),
                        row.getString("headers"),
                        row.getBytes("payload")))
                .list();
    }

    void delete(List<Long> ids) {
        jdbc.sql("DELETE FROM outbox WHERE id = ANY(:ids)")
                .param("ids", ids.toArray(Long[]::new))
                .update();
    }

    void park(Refusal refusal) {
        jdbc.sql("""
                        WITH refused AS (
                            DELETE FROM outbox WHERE id = :id RETURNING id, topic, key, headers, payload, created_at
                        )
                        INSERT INTO outbox_parked (id, topic, key, headers, payload, created_at, reason)
                        SELECT id, topic, key, headers, payload, created_at, :reason FROM refused
                        """)
                .param("id", refusal.row().id())
                .param("reason", refusal.cause().toString())
                .update();
    }

    /**
     * @param rows at most {@link #COUNTED_ROWS}
     * @param parked likewise
     */
    record Backlog(long rows, Duration oldest, long parked) {}

    Backlog backlog() {
        return jdbc.sql("""
                        SELECT (SELECT count(*) FROM (SELECT id FROM outbox ORDER BY id LIMIT :counted) AS counted) AS rows,
                               coalesce(extract(epoch FROM clock_timestamp() - (
                                   SELECT created_at FROM outbox ORDER BY id LIMIT 1)) * 1000, 0)::bigint AS oldest_millis,
                               (SELECT count(*) FROM (SELECT id FROM outbox_parked LIMIT :counted) AS counted) AS parked
                        """)
                .param("counted", COUNTED_ROWS)
                .query((row, n) -> new Backlog(
                        row.getLong("rows"), Duration.ofMillis(row.getLong("oldest_millis")), row.getLong("parked")))
                .single();
    }
}
