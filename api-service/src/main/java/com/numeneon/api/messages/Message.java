package com.numeneon.api.messages;

import com.numeneon.contracts.user.UserRef;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A message as both of its people see it.
 *
 * @param isRead whether the receiver has read it
 * @param story the story that it answers: none, as there are no stories
 */
record Message(
        long id,
        UserRef sender,
        UserRef receiver,
        String content,
        boolean isRead,
        Instant createdAt,
        @Nullable Void story) {}
