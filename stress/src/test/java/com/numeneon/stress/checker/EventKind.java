package com.numeneon.stress.checker;

import java.util.Arrays;
import java.util.Optional;

/** What people hear of, by the type of its frame. */
public enum EventKind {
    MESSAGE("new_message"),
    POST("new_post"),
    WALL_POST("wall_post"),
    COMMENT("post_comment"),
    REPLY("comment_reply"),
    FRIEND_REQUEST("friend_request"),
    FRIEND_ACCEPTED("friend_accepted");

    private final String frameType;

    EventKind(String frameType) {
        this.frameType = frameType;
    }

    /** Empty for a frame that tells of no event, such as the first one. */
    public static Optional<EventKind> ofFrame(String frameType) {
        return Arrays.stream(values())
                .filter(kind -> kind.frameType.equals(frameType))
                .findFirst();
    }
}
