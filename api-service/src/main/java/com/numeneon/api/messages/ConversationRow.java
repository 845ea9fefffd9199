package com.numeneon.api.messages;

import com.numeneon.api.web.PageKey;
import com.numeneon.contracts.user.UserRef;
import java.util.Map;
import java.util.Objects;

/** A conversation in one user's list. */
record ConversationRow(long otherUserId, long unreadCount, MessageRow lastMessage) {

    /** The list is ordered by the time of the last message, then by the conversation's id. */
    PageKey key() {
        return Position.key(lastMessage.createdAt(), lastMessage.conversationId());
    }

    Conversation shown(Map<Long, UserRef> users) {
        return new Conversation(Objects.requireNonNull(users.get(otherUserId)), lastMessage.shown(users), unreadCount);
    }
}
