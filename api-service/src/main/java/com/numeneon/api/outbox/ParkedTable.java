package com.numeneon.api.outbox;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table {@code outbox_parked} as operators see it. Safe for all threads. */
final class ParkedTable {

    private static final String COLUMNS = """
            id, headers ->> 'ce_type' AS type, headers ->> 'ce_id' AS event_id, topic, key, created_at, parked_at, reason,
                octet_length(payload) AS bytes
            """;

    private final JdbcClient database;

    ParkedTable(JdbcClient database) {
        this.database = database;
    }

    List<ParkedEvent> oldest(int most) {
        return database.sql("SELECT " + COLUMNS + " FROM outbox_parked ORDER BY id LIMIT :most")
                .param("most", most)
                .query(ParkedTable::read)
                .list();
    }

    /** All that there are now, in the order in which they were written. */
    List<Long> sequences() {
        return database.sql("SELECT id FROM outbox_parked ORDER BY id")
                .query(Long.class)
                .list();
    }

    Optional<ParkedEvent> find(long sequence) {
        return database.sql("SELECT " + COLUMNS + " FROM outbox_parked WHERE id = :id")
                .param("id", sequence)
                .query(ParkedTable::read)
                .optional();
    }

    /**
     * Puts it back into the outbox as it is, in the caller's transaction, which has locked the row of its key: a statement
     * of its own, so that the new number is drawn under that lock.
     *
     * @return its new sequence; empty when somebody else has taken it
     */
    Optional<Long> putBack(long sequence) {
        return database.sql("""
                        WITH parked AS (
                            DELETE FROM outbox_parked WHERE id = :id RETURNING topic, key, headers, payload
                        )
                        INSERT INTO outbox (topic, key, headers, payload)
                        SELECT topic, key, headers, payload FROM parked
                        RETURNING id
                        """).param("id", sequence).query(Long.class).optional();
    }

    /** @return what it was; empty when somebody else has taken it */
    Optional<ParkedEvent> delete(long sequence) {
        return database.sql("DELETE FROM outbox_parked WHERE id = :id RETURNING " + COLUMNS)
                .param("id", sequence)
                .query(ParkedTable::read)
                .optional();
    }

    private static ParkedEvent read(ResultSet row, int number) throws SQLException {
        return new ParkedEvent(
                row.getLong("id"),
                row.getString("type"),
                row.getString("event_id"),
                row.getString("topic"),
                row.getString("key"),
                time(row, "created_at"),
                time(row, "parked_at"),
                row.getString("reason"),
                row.getInt("bytes"));
    }

    private static Instant time(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
