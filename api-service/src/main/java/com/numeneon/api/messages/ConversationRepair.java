package com.numeneon.api.messages;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Sets what a conversation says of its messages to what they say. Each of these runs in the caller's transaction and locks
 * the conversation first, as sending does, so no message comes meanwhile. Safe for all threads.
 */
@Component
final class ConversationRepair {

    private final JdbcClient database;
    private final ConversationTable conversations;

    ConversationRepair(JdbcClient database, ConversationTable conversations) {
        this.database = database;
        this.conversations = conversations;
    }

    boolean lastSeq(long id) {
        return underLock(id, """
                UPDATE conversations
                SET last_seq = seqs.last
                FROM (SELECT coalesce(max(seq), 0) AS last FROM messages WHERE conversation_id = :id) AS seqs
                WHERE id = :id AND last_seq <> seqs.last
                """);
    }

    boolean lastMessageAt(long id) {
        return underLock(id, """
                UPDATE conversations
                SET last_message_at = latest.created_at
                FROM (
                    SELECT created_at FROM messages WHERE conversation_id = :id ORDER BY seq DESC LIMIT 1
                ) AS latest
                WHERE id = :id AND last_message_at <> latest.created_at
                """);
    }

    /** Of messages whose sender is one of the two; others are nobody's to repair. */
    boolean receivers(long id) {
        return underLock(id, """
                UPDATE messages m
                SET receiver_id = c.low_user_id + c.high_user_id - m.sender_id
                FROM conversations c
                WHERE c.id = :id AND m.conversation_id = :id
                    AND m.sender_id IN (c.low_user_id, c.high_user_id)
                    AND m.receiver_id <> c.low_user_id + c.high_user_id - m.sender_id
                """);
    }

    boolean marksWithinTheConversation(long id) {
        return underLock(id, """
                UPDATE participants p
                SET last_read_seq = greatest(0, least(p.last_read_seq, c.last_seq))
                FROM conversations c
                WHERE c.id = :id AND p.conversation_id = :id AND p.last_read_seq NOT BETWEEN 0 AND c.last_seq
                """);
    }

    /** Nobody else gets a mark: that would be one more row that is wrong. */
    boolean sendersHaveRead(long id) {
        return underLock(id, """
                INSERT INTO participants AS p (conversation_id, user_id, last_read_seq)
                SELECT c.id, m.sender_id, max(m.seq)
                FROM conversations c
                JOIN messages m ON m.conversation_id = c.id AND m.sender_id IN (c.low_user_id, c.high_user_id)
                WHERE c.id = :id
                GROUP BY c.id, m.sender_id
                ORDER BY m.sender_id
                ON CONFLICT (conversation_id, user_id) DO UPDATE
                SET last_read_seq = excluded.last_read_seq
                WHERE p.last_read_seq < excluded.last_read_seq
                """);
    }

    private boolean underLock(long id, String change) {
        conversations.lock(id);
        return database.sql(change).param("id", id).update() > 0;
    }
}
