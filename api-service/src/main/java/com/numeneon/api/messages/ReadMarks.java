package com.numeneon.api.messages;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** How far each user has read each conversation. A mark only ever moves forward. Safe for all threads. */
@Component
final class ReadMarks {

    private final JdbcClient database;

    ReadMarks(JdbcClient database) {
        this.database = database;
    }

    /**
     * Moves the reader's mark up to that number, within the caller's transaction.
     *
     * <p>Locks the reader's own participant row and nothing else, so reading never waits for somebody who writes. The first
     * statement creates the row if need be, and tells the old mark under the lock: two that read at once do not count the
     * same message twice.
     *
     * @return how many messages to the reader this marked. Exact, as numbers have no gap and everything above the old mark
     *     is from the other: whoever sends has read what came before
     */
    long advance(long conversationId, long readerId, long toSeq) {
        long before = database.sql("""
                        INSERT INTO participants AS p (conversation_id, user_id, last_read_seq)
                        VALUES (:conversation, :reader, 0)
                        ON CONFLICT (conversation_id, user_id) DO UPDATE
                        SET last_read_seq = p.last_read_seq
                        RETURNING last_read_seq
                        """)
                .param("conversation", conversationId)
                .param("reader", readerId)
                .query(Long.class)
                .single();
        if (before >= toSeq) {
            return 0;
        }
        database.sql("""
                        UPDATE participants
                        SET last_read_seq = greatest(last_read_seq, :to)
                        WHERE conversation_id = :conversation AND user_id = :reader
                        """)
                .param("to", toSeq)
                .param("conversation", conversationId)
                .param("reader", readerId)
                .update();
        return toSeq - before;
    }
}
