package com.numeneon.api.messages;

import com.numeneon.api.web.Slice;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads conversations as one user sees them, and locks one. Safe for all threads. */
@Component
final class ConversationTable {

    private final JdbcClient database;

    ConversationTable(JdbcClient database) {
        this.database = database;
    }

    /**
     * The user's conversations, latest first, in one statement whose cost depends on the page alone: each side of the pair
     * has an index in the list's order, and each conversation adds one look-up for its last message and one for each mark.
     */
    Slice<ConversationRow> of(long userId, Position before, int limit) {
        return Slice.of(
                database.sql("""
                                SELECT %s, c.other_user_id, c.last_seq - coalesce(mine.last_read_seq, 0) AS unread_count
                                FROM (
                                    (
                                        SELECT id, high_user_id AS other_user_id, last_seq, last_message_at
                                        FROM conversations
                                        WHERE low_user_id = :user
                                            AND (last_message_at, id) < (:before_time, :before_id)
                                        ORDER BY last_message_at DESC, id DESC
                                        LIMIT :rows
                                    )
                                    UNION ALL
                                    (
                                        SELECT id, low_user_id AS other_user_id, last_seq, last_message_at
                                        FROM conversations
                                        WHERE high_user_id = :user
                                            AND (last_message_at, id) < (:before_time, :before_id)
                                        ORDER BY last_message_at DESC, id DESC
                                        LIMIT :rows
                                    )
                                    ORDER BY last_message_at DESC, id DESC
                                    LIMIT :rows
                                ) c
                                JOIN messages m ON m.conversation_id = c.id AND m.seq = c.last_seq
                                LEFT JOIN participants mine ON mine.conversation_id = c.id AND mine.user_id = :user
                                LEFT JOIN participants r ON r.conversation_id = c.id AND r.user_id = m.receiver_id
                                ORDER BY c.last_message_at DESC, c.id DESC
                                """.formatted(MessageRow.COLUMNS))
                        .param("user", userId)
                        .param("before_time", before.time())
                        .param("before_id", before.id())
                        .param("rows", limit + 1)
                        .query((row, number) -> new ConversationRow(
                                row.getLong("other_user_id"),
                                row.getLong("unread_count"),
                                MessageRow.read(row, number)))
                        .list(),
                limit);
    }

    /** The conversation of the two, if they have one that this reader has not read to its end. */
    Optional<Unread> unread(Pair pair, long readerId) {
        return database.sql("""
                        SELECT c.id, c.last_seq
                        FROM conversations c
                        LEFT JOIN participants p ON p.conversation_id = c.id AND p.user_id = :reader
                        WHERE c.low_user_id = :low
                            AND c.high_user_id = :high
                            AND c.last_seq > coalesce(p.last_read_seq, 0)
                        """)
                .param("reader", readerId)
                .param("low", pair.low())
                .param("high", pair.high())
                .query((row, number) -> new Unread(row.getLong("id"), row.getLong("last_seq")))
                .optional();
    }

    /** Locks the conversation until the caller's transaction ends, as sending does; so no message comes meanwhile. */
    void lock(long id) {
        database.sql("SELECT id FROM conversations WHERE id = :id FOR NO KEY UPDATE")
                .param("id", id)
                .query(Long.class)
                .optional();
    }

    record Unread(long conversationId, long lastSeq) {}
}
