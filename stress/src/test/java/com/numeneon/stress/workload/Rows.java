package com.numeneon.stress.workload;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the database holds when all is over. Read once, then for one thread.
 *
 * @param messages by their texts, which should be different
 * @param posts comments too, by their texts
 * @param keys idempotency keys, by user and key
 */
public record Rows(Map<String, List<Row>> messages, Map<String, List<Row>> posts, Map<String, Key> keys) {

    /** @param place in its conversation, its author's writings or its thread */
    record Row(long id, long place, Instant createdAt) {}

    /** A command that was committed, with its answer. */
    record Key(Instant createdAt, String body) {}

    public static Rows read(Connection database) throws SQLException {
        Rows rows = new Rows(new HashMap<>(), new HashMap<>(), new HashMap<>());
        try (Statement statement = database.createStatement()) {
            rows.readTexts(rows.messages, statement.executeQuery("SELECT content, id, seq, created_at FROM messages"));
            rows.readTexts(rows.posts, statement.executeQuery("SELECT content, id, id, created_at FROM posts"));
            ResultSet keys = statement.executeQuery(
                    "SELECT user_id, key, created_at, convert_from(body, 'UTF8') FROM idempotency_keys");
            while (keys.next()) {
                rows.keys.put(keys.getLong(1) + " " + keys.getString(2), new Key(instant(keys, 3), keys.getString(4)));
            }
        }
        return rows;
    }

    private void readTexts(Map<String, List<Row>> into, ResultSet found) throws SQLException {
        while (found.next()) {
            into.computeIfAbsent(found.getString(1), text -> new ArrayList<>())
                    .add(new Row(found.getLong(2), found.getLong(3), instant(found, 4)));
        }
    }

    private static Instant instant(ResultSet row, int column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    List<Row> messages(String text) {
        return messages.getOrDefault(text, List.of());
    }

    List<Row> posts(String text) {
        return posts.getOrDefault(text, List.of());
    }

    @Nullable
    Key key(Entry entry) {
        return keys.get(entry.command().actor().id() + " " + entry.key());
    }

    Set<String> texts() {
        Set<String> texts = new HashSet<>(messages.keySet());
        texts.addAll(posts.keySet());
        return texts;
    }
}
