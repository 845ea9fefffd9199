package com.numeneon.api.messages;

import com.numeneon.contracts.user.UserRef;

/**
 * A conversation as one of its two people sees it.
 *
 * @param user the other one
 * @param unreadCount messages to the caller that the caller has not read
 */
record Conversation(UserRef user, Message lastMessage, long unreadCount) {}
