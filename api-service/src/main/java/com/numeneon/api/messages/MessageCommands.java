package com.numeneon.api.messages;

import com.numeneon.api.database.Transactions;
import com.numeneon.api.outbox.Outbox;
import com.numeneon.api.web.NotFound;
import com.numeneon.contracts.event.MessageSent;
import com.numeneon.contracts.user.UserRef;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Sends messages and marks them as read, each in one transaction. Safe for all threads. */
@Component
final class MessageCommands {

    private static final Logger LOG = LoggerFactory.getLogger(MessageCommands.class);

    private final MessageTable messages;
    private final ConversationTable conversations;
    private final ReadMarks marks;
    private final Outbox outbox;
    private final Transactions transactions;

    MessageCommands(
            MessageTable messages,
            ConversationTable conversations,
            ReadMarks marks,
            Outbox outbox,
            Transactions transactions) {
        this.messages = messages;
        this.conversations = conversations;
        this.marks = marks;
        this.outbox = outbox;
        this.transactions = transactions;
    }

    /** The message is stored and its event waits in the outbox, or neither. */
    Message send(NewMessage message) {
        UserRef sender = message.sender();
        UserRef receiver = message.receiver();
        MessageRow sent = transactions.run(() -> {
            MessageRow row = messages.append(sender.id(), receiver.id(), message.content());
            outbox.append(event(row, sender));
            return row;
        });
        LOG.debug(
                "message sent userId={} conversationId={} messageId={}", sender.id(), sent.conversationId(), sent.id());
        return sent.shown(Map.of(sender.id(), sender, receiver.id(), receiver));
    }

    /**
     * Takes everything that the other has written so far as read.
     *
     * @return how many messages this marked
     */
    long readAll(long readerId, long otherId) {
        return conversations
                .unread(Pair.of(readerId, otherId), readerId)
                .map(unread ->
                        transactions.run(() -> marks.advance(unread.conversationId(), readerId, unread.lastSeq())))
                .orElse(0L);
    }

    /**
     * Takes this message, and what came before it, as read.
     *
     * @throws NotFound when it was not sent to this reader
     */
    MessageRow readUpTo(long readerId, long messageId) {
        MessageRow message = messages.findReceived(messageId, readerId)
                .orElseThrow(() -> new NotFound("There is no message with this id that was sent to you."));
        if (message.isRead()) {
            return message;
        }
        transactions.run(() -> marks.advance(message.conversationId(), readerId, message.seq()));
        return message.asRead();
    }

    private static MessageSent event(MessageRow row, UserRef sender) {
        return new MessageSent(
                row.id(),
                row.conversationId(),
                row.seq(),
                sender,
                row.receiverId(),
                row.content(),
                row.createdAt(),
                List.of(row.receiverId()));
    }
}
