package com.numeneon.benchmarks.floor;

import com.numeneon.contracts.envelope.EncodedEvent;
import com.numeneon.contracts.envelope.EventCodec;
import com.numeneon.contracts.envelope.EventEnvelope;
import com.numeneon.contracts.event.MessageSent;
import com.numeneon.contracts.json.ContractJson;
import com.numeneon.contracts.user.UserRef;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * What api-service sends to PostgreSQL for one POST of a message: the two users are looked up, then in one transaction its bounds
 * are set, the message is numbered and stored, and its event goes to the outbox. A test holds these texts against those of
 * a real request. For one thread.
 */
final class PostStatements implements AutoCloseable {

    static final String USER = """
            SELECT id, username, first_name, last_name, avatar
            FROM users
            WHERE id = ANY (?)
            """;

    static final String BOUNDS = """
            SELECT set_config('lock_timeout', ?, true),
                set_config('idle_in_transaction_session_timeout', ?, true)
            """;

    static final String MESSAGE = """
            WITH conversation AS (
                INSERT INTO conversations AS c (low_user_id, high_user_id, last_seq, last_message_at)
                VALUES (?, ?, 1, clock_timestamp())
                ON CONFLICT (low_user_id, high_user_id) DO UPDATE
                SET last_seq = c.last_seq + 1,
                    last_message_at =
                        greatest(c.last_message_at + interval '1 microsecond', clock_timestamp())
                RETURNING id, last_seq, last_message_at
            ), sender_has_read AS (
                INSERT INTO participants AS p (conversation_id, user_id, last_read_seq)
                SELECT id, ?, last_seq
                FROM conversation
                ON CONFLICT (conversation_id, user_id) DO UPDATE
                SET last_read_seq = greatest(p.last_read_seq, excluded.last_read_seq)
            )
            INSERT INTO messages (conversation_id, seq, sender_id, receiver_id, content, created_at)
            SELECT id, last_seq, ?, ?, ?, last_message_at
            FROM conversation
            RETURNING id, conversation_id, seq, sender_id, receiver_id, content, created_at, false AS is_read
            """;

    static final String OUTBOX = """
            INSERT INTO outbox (topic, key, headers, payload)
            VALUES (?, ?, CAST(? AS jsonb), ?)
            """;

    /** In the order in which they are sent. */
    static final List<String> ALL = List.of(USER, BOUNDS, MESSAGE, OUTBOX);

    private final Connection connection;
    private final long sender;
    private final long receiver;
    private final EncodedEvent event;
    private final String headers;
    private final String content;

    /** @param connection whose search path leads to the floor's tables; it is closed with this */
    PostStatements(Connection connection, long sender, long receiver, String content) throws SQLException {
        this.connection = connection;
        this.sender = sender;
        this.receiver = receiver;
        this.content = content;
        // Made once: what is measured is the database.
        this.event = EventCodec.encode(new EventEnvelope(
                UUID.randomUUID(),
                Instant.EPOCH,
                new MessageSent(
                        1,
                        sender,
                        1,
                        new UserRef(sender, "somebody", "", "", null),
                        receiver,
                        content,
                        Instant.EPOCH,
                        List.of(receiver)),
                null,
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"));
        this.headers = ContractJson.mapper().writeValueAsString(event.headers());
        connection.setAutoCommit(true);
    }

    /** One message. */
    void post() throws SQLException {
        findBoth();
        connection.setAutoCommit(false);
        try (PreparedStatement bounds = connection.prepareStatement(BOUNDS);
                PreparedStatement message = connection.prepareStatement(MESSAGE);
                PreparedStatement outbox = connection.prepareStatement(OUTBOX)) {
            bounds.setString(1, "3000ms");
            bounds.setString(2, "5s");
            read(bounds);
            message.setLong(1, Math.min(sender, receiver));
            message.setLong(2, Math.max(sender, receiver));
            message.setLong(3, sender);
            message.setLong(4, sender);
            message.setLong(5, receiver);
            message.setString(6, content);
            read(message);
            outbox.setString(1, event.topic().topicName());
            outbox.setString(2, event.key());
            outbox.setString(3, headers);
            outbox.setBytes(4, event.body());
            outbox.executeUpdate();
            connection.commit();
        } catch (SQLException e) {
            connection.rollback();
            throw e;
        } finally {
            connection.setAutoCommit(true);
        }
    }

    private void findBoth() throws SQLException {
        try (PreparedStatement users = connection.prepareStatement(USER)) {
            users.setObject(1, new long[] {sender, receiver});
            read(users);
        }
    }

    private static void read(PreparedStatement statement) throws SQLException {
        try (ResultSet rows = statement.executeQuery()) {
            if (!rows.next()) {
                throw new SQLException("a statement of the floor gave no row");
            }
            do {
                for (int column = 1; column <= rows.getMetaData().getColumnCount(); column++) {
                    rows.getString(column);
                }
            } while (rows.next());
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
