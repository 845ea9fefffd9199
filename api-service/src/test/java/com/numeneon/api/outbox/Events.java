package com.numeneon.api.outbox;

import com.numeneon.contracts.event.MessageSent;
import com.numeneon.contracts.event.PostPublished;
import com.numeneon.contracts.user.UserRef;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/** Events under keys that no other test uses: the broker is shared. */
final class Events {

    private static final UserRef ANNA = new UserRef(1, "anna", "Anna", "Ant", null);

    private Events() {}

    static long newId() {
        return ThreadLocalRandom.current().nextLong(1_000_000_000L, Long.MAX_VALUE);
    }

    static MessageSent message(long conversationId, long seq) {
        return message(conversationId, seq, "Hello");
    }

    static MessageSent message(long conversationId, long seq, String content) {
        return new MessageSent(seq, conversationId, seq, ANNA, 2, content, Instant.EPOCH, List.of(2L));
    }

    static PostPublished post(long authorId, long postId, String content) {
        var author = new UserRef(authorId, "anna", "Anna", "Ant", null);
        return new PostPublished(postId, author, "text", content, null, Instant.EPOCH, List.of(2L));
    }
}
