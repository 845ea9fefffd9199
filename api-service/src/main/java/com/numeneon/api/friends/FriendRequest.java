package com.numeneon.api.friends;

import com.numeneon.contracts.user.UserRef;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;

/** A pending request as it is stored. */
record FriendRequest(long id, long fromUserId, long toUserId, Instant createdAt) {

    /** @param users at least the two people of this request */
    Shown shown(Map<Long, UserRef> users) {
        return new Shown(
                id,
                Objects.requireNonNull(users.get(fromUserId)),
                Objects.requireNonNull(users.get(toUserId)),
                createdAt);
    }

    /** A pending request as both of its people see it. */
    record Shown(long id, UserRef fromUser, UserRef toUser, Instant createdAt) {}
}
