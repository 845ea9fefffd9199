package com.numeneon.contracts.event;

import com.numeneon.contracts.topic.Topic;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The catalogue: the name of each event on the wire ({@code ce_type}), its Java form and its topic. */
public enum EventType {
    MESSAGE_SENT("message.sent.v1", MessageSent.class, Topic.MESSAGES),
    FRIEND_REQUESTED("friend.requested.v1", FriendRequested.class, Topic.FRIENDS),
    FRIEND_REQUEST_CANCELLED("friend.request_cancelled.v1", FriendRequestCancelled.class, Topic.FRIENDS),
    FRIEND_REQUEST_DECLINED("friend.request_declined.v1", FriendRequestDeclined.class, Topic.FRIENDS),
    FRIENDSHIP_ACCEPTED("friendship.accepted.v1", FriendshipAccepted.class, Topic.FRIENDS),
    FRIENDSHIP_ENDED("friendship.ended.v1", FriendshipEnded.class, Topic.FRIENDS),
    POST_PUBLISHED("post.published.v1", PostPublished.class, Topic.POSTS),
    WALL_POST_PUBLISHED("wall_post.published.v1", WallPostPublished.class, Topic.POSTS),
    POST_COMMENTED("post.commented.v1", PostCommented.class, Topic.POSTS),
    COMMENT_REPLIED("comment.replied.v1", CommentReplied.class, Topic.POSTS),
    SESSION_REVOKED("session.revoked.v1", SessionRevoked.class, Topic.REVOCATIONS);

    private static final Map<String, EventType> BY_WIRE_NAME =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(EventType::wireName, type -> type));

    private final String wireName;
    private final Class<? extends DomainEvent> eventClass;
    private final Topic topic;

    EventType(String wireName, Class<? extends DomainEvent> eventClass, Topic topic) {
        this.wireName = wireName;
        this.eventClass = eventClass;
        this.topic = topic;
    }

    /** The stable name, ending in the version of its meaning. */
    public String wireName() {
        return wireName;
    }

    public Class<? extends DomainEvent> eventClass() {
        return eventClass;
    }

    public Topic topic() {
        return topic;
    }

    /** Empty for a name that this build does not know, which is normal while versions run side by side. */
    public static Optional<EventType> ofWireName(String wireName) {
        return Optional.ofNullable(BY_WIRE_NAME.get(wireName));
    }
}
