package com.numeneon.benchmarks.floor;

import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * Copies of the tables that a message touches, in a schema of their own and in the same database: the same columns, indexes,
 * keys and storage as the target's have today, without the relay that would empty the outbox. Taken from the catalogue, so
 * that they cannot grow apart from the target's.
 */
final class FloorSchema implements AutoCloseable {

    static final String NAME = "numeneon_floor";

    private static final List<String> TABLES = List.of("users", "conversations", "participants", "messages", "outbox");

    private final Connection connection;
    private final List<Long> users;

    private FloorSchema(Connection connection, List<Long> users) {
        this.connection = connection;
        this.users = users;
    }

    /**
     * Makes it anew.
     *
     * @param users how many are copied
     * @throws SQLException when the target has not so many users
     */
    static FloorSchema make(FloorServers servers, int users) throws SQLException, IOException {
        Connection connection = servers.connect();
        try (Statement statement = connection.createStatement()) {
            statement.execute("DROP SCHEMA IF EXISTS " + NAME + " CASCADE");
            statement.execute("CREATE SCHEMA " + NAME);
            List<String> keys = new ArrayList<>();
            // Seen from public, their references have no schema; applied in ours, they lead to ours.
            statement.execute("SET search_path = public");
            for (String table : TABLES) {
                statement.execute("CREATE TABLE " + NAME + "." + table + " (LIKE public." + table + " INCLUDING ALL)");
                keys.addAll(strings(
                        statement,
                        "SELECT 'ALTER TABLE ' || conrelid::regclass || ' ADD ' || pg_get_constraintdef(oid)"
                                + " FROM pg_constraint WHERE contype = 'f' AND conrelid = 'public." + table
                                + "'::regclass"));
                keys.addAll(strings(
                        statement,
                        "SELECT 'ALTER TABLE " + table + " SET (' || array_to_string(reloptions, ', ') || ')'"
                                + " FROM pg_class WHERE oid = 'public." + table
                                + "'::regclass AND reloptions IS NOT NULL"));
            }
            statement.execute("SET search_path = " + NAME);
            for (String key : keys) {
                statement.execute(key);
            }
            String columns = strings(
                            statement,
                            "SELECT string_agg(quote_ident(attname), ', ' ORDER BY attnum) FROM pg_attribute"
                                    + " WHERE attrelid = 'public.users'::regclass AND attnum > 0"
                                    + " AND NOT attisdropped AND attgenerated = ''")
                    .getFirst();
            statement.execute("INSERT INTO users (" + columns + ") OVERRIDING SYSTEM VALUE SELECT " + columns
                    + " FROM public.users ORDER BY id LIMIT " + users);
            statement.execute("ANALYZE");
            List<Long> ids = strings(statement, "SELECT id::text FROM users ORDER BY id").stream()
                    .map(Long::valueOf)
                    .toList();
            if (ids.size() < users) {
                throw new SQLException("the target has only " + ids.size() + " of " + users + " users");
            }
            return new FloorSchema(connection, ids);
        } catch (SQLException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    List<Long> users() {
        return users;
    }

    private static List<String> strings(Statement statement, String sql) throws SQLException {
        List<String> strings = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                strings.add(rows.getString(1));
            }
        }
        return strings;
    }

    @Override
    public void close() throws SQLException {
        try (connection;
                Statement statement = connection.createStatement()) {
            statement.execute("DROP SCHEMA " + NAME + " CASCADE");
        }
    }
}
