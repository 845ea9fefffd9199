package com.numeneon.api.messages;

import com.numeneon.api.invariants.Invariant;
import com.numeneon.api.invariants.Invariants;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What must hold of conversations; each is looked at with its messages and marks. */
@Configuration(proxyBeanMethods = false)
class MessageInvariants {

    private static final String TABLE = "conversations";

    @Bean
    Invariants invariantsOfConversations(ConversationRepair repair) {
        return new Invariants(List.of(
                new Invariant(
                        "conversations.last_seq",
                        "last_seq of a conversation is the number of its last message.",
                        TABLE,
                        """
                        SELECT c.id
                        FROM conversations c
                        WHERE c.id > :after AND c.id <= :upto
                            AND c.last_seq
                                <> coalesce((SELECT max(m.seq) FROM messages m WHERE m.conversation_id = c.id), 0)
                        ORDER BY c.id
                        """,
                        repair::lastSeq),
                Invariant.reported(
                        "messages.without_gap",
                        "The messages of a conversation are numbered from 1 without a gap.",
                        TABLE,
                        """
                        SELECT c.id
                        FROM conversations c
                        CROSS JOIN LATERAL (
                            SELECT count(*) AS rows, min(m.seq) AS first, max(m.seq) AS last
                            FROM messages m
                            WHERE m.conversation_id = c.id
                        ) AS seqs
                        WHERE c.id > :after AND c.id <= :upto
                            AND seqs.rows > 0 AND (seqs.first <> 1 OR seqs.last <> seqs.rows)
                        ORDER BY c.id
                        """),
                new Invariant(
                        "conversations.last_message_at",
                        "last_message_at of a conversation is the time of its last message.",
                        TABLE,
                        """
                        SELECT c.id
                        FROM conversations c
                        CROSS JOIN LATERAL (
                            SELECT m.created_at FROM messages m WHERE m.conversation_id = c.id ORDER BY m.seq DESC LIMIT 1
                        ) AS latest
                        WHERE c.id > :after AND c.id <= :upto AND c.last_message_at <> latest.created_at
                        ORDER BY c.id
                        """,
                        repair::lastMessageAt),
                Invariant.reported(
                        "messages.times_rise",
                        "The times of a conversation's messages rise with their numbers.",
                        TABLE,
                        """
                        SELECT DISTINCT conversation_id
                        FROM (
                            SELECT m.conversation_id, m.created_at,
                                lag(m.created_at) OVER (PARTITION BY m.conversation_id ORDER BY m.seq) AS before
                            FROM messages m
                            WHERE m.conversation_id > :after AND m.conversation_id <= :upto
                        ) AS neighbours
                        WHERE created_at <= before
                        ORDER BY conversation_id
                        """),
                new Invariant(
                        "messages.between_the_two",
                        "A message is from one of its conversation's two people to the other.",
                        TABLE,
                        """
                        SELECT DISTINCT c.id
                        FROM conversations c
                        JOIN messages m ON m.conversation_id = c.id
                        WHERE c.id > :after AND c.id <= :upto
                            AND (least(m.sender_id, m.receiver_id), greatest(m.sender_id, m.receiver_id))
                                <> (c.low_user_id, c.high_user_id)
                        ORDER BY c.id
                        """,
                        repair::receivers),
                Invariant.reported(
                        "participants.of_the_two",
                        "Whoever has read a conversation is one of its two people.",
                        TABLE,
                        """
                        SELECT DISTINCT c.id
                        FROM conversations c
                        JOIN participants p ON p.conversation_id = c.id
                        WHERE c.id > :after AND c.id <= :upto AND p.user_id NOT IN (c.low_user_id, c.high_user_id)
                        ORDER BY c.id
                        """),
                new Invariant(
                        "participants.last_read_seq",
                        "Nobody has read further than last_seq of the conversation.",
                        TABLE,
                        """
                        SELECT DISTINCT c.id
                        FROM conversations c
                        JOIN participants p ON p.conversation_id = c.id
                        WHERE c.id > :after AND c.id <= :upto AND p.last_read_seq NOT BETWEEN 0 AND c.last_seq
                        ORDER BY c.id
                        """,
                        repair::marksWithinTheConversation),
                new Invariant(
                        "participants.senders_have_read",
                        "Whoever of the two wrote a message has read up to it.",
                        TABLE,
                        """
                        SELECT DISTINCT c.id
                        FROM conversations c
                        JOIN messages m
                            ON m.conversation_id = c.id AND m.sender_id IN (c.low_user_id, c.high_user_id)
                        LEFT JOIN participants p ON p.conversation_id = c.id AND p.user_id = m.sender_id
                        WHERE c.id > :after AND c.id <= :upto AND m.seq > coalesce(p.last_read_seq, 0)
                        ORDER BY c.id
                        """,
                        repair::sendersHaveRead)));
    }
}
