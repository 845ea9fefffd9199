package com.numeneon.api.messages;

import com.numeneon.contracts.user.UserRef;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Objects;

/** A stored message, with whether its receiver has read it by now. */
record MessageRow(
        long id,
        long conversationId,
        long seq,
        long senderId,
        long receiverId,
        String content,
        Instant createdAt,
        boolean isRead) {

    /** What {@link #read} reads, from {@code messages m} and the receiver's row of {@code participants r}, if any. */
    static final String COLUMNS = """
            m.id, m.conversation_id, m.seq, m.sender_id, m.receiver_id, m.content, m.created_at,
            m.seq <= coalesce(r.last_read_seq, 0) AS is_read
            """;

    static MessageRow read(ResultSet row, int number) throws SQLException {
        return new MessageRow(
                row.getLong("id"),
                row.getLong("conversation_id"),
                row.getLong("seq"),
                row.getLong("sender_id"),
                row.getLong("receiver_id"),
                row.getString("content"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                row.getBoolean("is_read"));
    }

    MessageRow asRead() {
        return new MessageRow(id, conversationId, seq, senderId, receiverId, content, createdAt, true);
    }

    /** @param users at least the two people of this message */
    Message shown(Map<Long, UserRef> users) {
        return new Message(
                id,
                Objects.requireNonNull(users.get(senderId)),
                Objects.requireNonNull(users.get(receiverId)),
                content,
                isRead,
                createdAt,
                null);
    }
}
