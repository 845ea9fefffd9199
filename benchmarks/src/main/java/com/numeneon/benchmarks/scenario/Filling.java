package com.numeneon.benchmarks.scenario;

import com.numeneon.benchmarks.floor.FloorServers;
import com.numeneon.benchmarks.target.User;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Rows by the million, written past the public interface, which would take hours for them. They are as if they had been sent:
 * numbers and times as the service gives them. What is there already is not written again.
 */
final class Filling implements AutoCloseable {

    private static final int PORTION = 50_000;

    private final Connection connection;
    private final Session session;

    private Filling(Connection connection, Session session) {
        this.connection = connection;
        this.session = session;
    }

    /** @throws IOException when the target's database is not known */
    static Filling of(Session session) throws IOException, SQLException {
        if (session.database().isEmpty()) {
            throw new IOException("the target's tables can be filled only in its database: name it by --database");
        }
        return new Filling(new FloorServers(session.database(), Optional.empty()).connect(), session);
    }

    /**
     * A conversation of the first of the readers who has none, or just these, with each of the others.
     *
     * @param messages in each, in turn from one and from the other
     * @return whose they are
     */
    User conversations(List<User> readers, List<User> others, int messages) throws IOException, SQLException {
        for (User reader : readers) {
            OptionalInt longest = longest(reader);
            if (longest.isPresent() && longest.getAsInt() == messages) {
                return reader;
            }
            if (longest.isEmpty()) {
                session.note("Filling " + others.size() + " conversations of " + messages + " messages");
                for (User other : others) {
                    fill(reader, other, messages);
                }
                execute("VACUUM ANALYZE conversations");
                execute("VACUUM ANALYZE messages");
                return reader;
            }
        }
        throw new IOException("all users for conversations have some of other lengths");
    }

    /** Posts, until there are at least so many. How many there are then. */
    long posts(List<User> authors, int wanted) throws SQLException {
        long there = number("SELECT count(*) FROM posts");
        if (there >= wanted) {
            return there;
        }
        session.note("Filling " + (wanted - there) + " posts");
        try (PreparedStatement insert = connection.prepareStatement("""
                INSERT INTO posts (author_id, content, type, created_at, updated_at)
                SELECT (?::bigint[])[1 + i % ?], 'post ' || i || repeat(' words', 12), 'thoughts',
                    clock_timestamp(), clock_timestamp()
                FROM generate_series(1, ?) i
                """)) {
            insert.setObject(1, authors.stream().mapToLong(User::id).toArray());
            insert.setInt(2, authors.size());
            for (long left = wanted - there; left > 0; left -= PORTION) {
                insert.setInt(3, (int) Math.min(PORTION, left));
                insert.executeUpdate();
            }
        }
        execute("VACUUM ANALYZE posts");
        return wanted;
    }

    private OptionalInt longest(User reader) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(
                "SELECT max(last_seq) FROM conversations WHERE low_user_id = ? OR high_user_id = ?")) {
            query.setLong(1, reader.id());
            query.setLong(2, reader.id());
            try (ResultSet rows = query.executeQuery()) {
                rows.next();
                int longest = rows.getInt(1);
                return rows.wasNull() ? OptionalInt.empty() : OptionalInt.of(longest);
            }
        }
    }

    private void fill(User reader, User other, int messages) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("""
                WITH conversation AS (
                    INSERT INTO conversations (low_user_id, high_user_id, last_seq, last_message_at)
                    VALUES (?, ?, ?, clock_timestamp())
                    RETURNING id, last_message_at
                ), senders_have_read AS (
                    INSERT INTO participants (conversation_id, user_id, last_read_seq)
                    SELECT id, last.user_id, last.seq
                    FROM conversation, (VALUES (?::bigint, ?::bigint), (?, ?)) AS last (user_id, seq)
                )
                INSERT INTO messages (conversation_id, seq, sender_id, receiver_id, content, created_at)
                SELECT id, seq, CASE seq % 2 WHEN 0 THEN ? ELSE ? END, CASE seq % 2 WHEN 0 THEN ? ELSE ? END,
                    'message ' || seq || repeat(' words', 12), last_message_at - (? - seq) * interval '1 second'
                FROM conversation, generate_series(1, ?) seq
                """)) {
            insert.setLong(1, Math.min(reader.id(), other.id()));
            insert.setLong(2, Math.max(reader.id(), other.id()));
            insert.setInt(3, messages);
            // The even ones are the reader's.
            insert.setLong(4, reader.id());
            insert.setLong(5, messages - messages % 2);
            insert.setLong(6, other.id());
            insert.setLong(7, messages - 1 + messages % 2);
            insert.setLong(8, reader.id());
            insert.setLong(9, other.id());
            insert.setLong(10, other.id());
            insert.setLong(11, reader.id());
            insert.setInt(12, messages);
            insert.setInt(13, messages);
            insert.executeUpdate();
        }
    }

    private long number(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
