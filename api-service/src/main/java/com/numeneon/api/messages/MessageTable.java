package com.numeneon.api.messages;

import com.numeneon.api.web.Slice;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The messages and the numbering of their conversations. Safe for all threads. */
@Component
final class MessageTable {

    private final JdbcClient database;

    MessageTable(JdbcClient database) {
        this.database = database;
    }

    /**
     * Writes the message as the next of its conversation and takes the sender as having read everything before it.
     *
     * <p>Lock order: the conversation, then the sender's own participant row. The upsert creates, locks and numbers in one
     * step, so that two first messages that cross meet in one conversation and no number is ever skipped; the sub-statements
     * that need its result run after it. Time is taken under that lock and never runs against the numbers.
     */
    MessageRow append(long senderId, long receiverId, String content) {
        Pair pair = Pair.of(senderId, receiverId);
        return database.sql("""
                        WITH conversation AS (
                            INSERT INTO conversations AS c (low_user_id, high_user_id, last_seq, last_message_at)
                            VALUES (:low, :high, 1, clock_timestamp())
                            ON CONFLICT (low_user_id, high_user_id) DO UPDATE
                            SET last_seq = c.last_seq + 1,
                                last_message_at =
                                    greatest(c.last_message_at + interval '1 microsecond', clock_timestamp())
                            RETURNING id, last_seq, last_message_at
                        ), sender_has_read AS (
                            INSERT INTO participants AS p (conversation_id, user_id, last_read_seq)
                            SELECT id, :sender, last_seq
                            FROM conversation
                            ON CONFLICT (conversation_id, user_id) DO UPDATE
                            SET last_read_seq = greatest(p.last_read_seq, excluded.last_read_seq)
                        )
                        INSERT INTO messages (conversation_id, seq, sender_id, receiver_id, content, created_at)
                        SELECT id, last_seq, :sender, :receiver, :content, last_message_at
                        FROM conversation
                        RETURNING id, conversation_id, seq, sender_id, receiver_id, content, created_at, false AS is_read
                        """)
                .param("low", pair.low())
                .param("high", pair.high())
                .param("sender", senderId)
                .param("receiver", receiverId)
                .param("content", content)
                .query(MessageRow::read)
                .single();
    }

    /** The message, if it was sent to this user. */
    Optional<MessageRow> findReceived(long messageId, long receiverId) {
        return database.sql("""
                        SELECT %s
                        FROM messages m
                        LEFT JOIN participants r
                            ON r.conversation_id = m.conversation_id AND r.user_id = m.receiver_id
                        WHERE m.id = :id AND m.receiver_id = :receiver
                        """.formatted(MessageRow.COLUMNS))
                .param("id", messageId)
                .param("receiver", receiverId)
                .query(MessageRow::read)
                .optional();
    }

    /** What the two wrote to each other before that number. */
    Slice<MessageRow> between(Pair pair, long beforeSeq, int limit) {
        return Slice.of(
                database.sql("""
                                SELECT %s
                                FROM conversations c
                                JOIN messages m ON m.conversation_id = c.id
                                LEFT JOIN participants r
                                    ON r.conversation_id = m.conversation_id AND r.user_id = m.receiver_id
                                WHERE c.low_user_id = :low AND c.high_user_id = :high AND m.seq < :before
                                ORDER BY m.seq DESC
                                LIMIT :rows
                                """.formatted(MessageRow.COLUMNS))
                        .param("low", pair.low())
                        .param("high", pair.high())
                        .param("before", beforeSeq)
                        .param("rows", limit + 1)
                        .query(MessageRow::read)
                        .list(),
                limit);
    }

    /** What this user sent or received; each half is read from its own index, no further than the page needs. */
    Slice<MessageRow> of(long userId, Position before, int limit) {
        return Slice.of(
                database.sql("""
                                SELECT %s
                                FROM (
                                    (
                                        SELECT id, conversation_id, seq, sender_id, receiver_id, content, created_at
                                        FROM messages
                                        WHERE sender_id = :user AND (created_at, id) < (:before_time, :before_id)
                                        ORDER BY created_at DESC, id DESC
                                        LIMIT :rows
                                    )
                                    UNION ALL
                                    (
                                        SELECT id, conversation_id, seq, sender_id, receiver_id, content, created_at
                                        FROM messages
                                        WHERE receiver_id = :user AND (created_at, id) < (:before_time, :before_id)
                                        ORDER BY created_at DESC, id DESC
                                        LIMIT :rows
                                    )
                                    ORDER BY created_at DESC, id DESC
                                    LIMIT :rows
                                ) m
                                LEFT JOIN participants r
                                    ON r.conversation_id = m.conversation_id AND r.user_id = m.receiver_id
                                ORDER BY m.created_at DESC, m.id DESC
                                """.formatted(MessageRow.COLUMNS))
                        .param("user", userId)
                        .param("before_time", before.time())
                        .param("before_id", before.id())
                        .param("rows", limit + 1)
                        .query(MessageRow::read)
                        .list(),
                limit);
    }
}
