package com.numeneon.contracts.event;

import java.util.List;

/**
 * Something that happened and was committed. An event carries everything that pushing and replaying it needs: its
 * audience, fixed when it was written, and the names that the frame shows; so both need no look-up and give the same
 * answer later. One event gives one user at most one frame.
 *
 * <p>Evolution: optional fields may be added; a new meaning is a new {@link EventType}.
 */
public sealed interface DomainEvent
        permits MessageSent,
                FriendRequested,
                FriendRequestCancelled,
                FriendRequestDeclined,
                FriendshipAccepted,
                FriendshipEnded,
                PostPublished,
                WallPostPublished,
                PostCommented,
                CommentReplied,
                SessionRevoked {

    /** The ids of the users whom it concerns, in the order written; never the actor. */
    List<Long> audience();

    EventType type();

    /**
     * The Kafka key, within which order is promised. Its prefix names the kind, so that two kinds never meet under one
     * key.
     */
    String key();

    /** The entity that it is about, such as {@code message:123}. */
    String subject();
}
