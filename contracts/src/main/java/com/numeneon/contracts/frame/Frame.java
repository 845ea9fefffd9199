package com.numeneon.contracts.frame;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.numeneon.contracts.user.UserRef;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A WebSocket text frame {@code {"type": …, "data": {…}}}, to the letter what the browser client reads; the record's
 * components are the members of {@code data}.
 */
public sealed interface Frame {

    /** The value of {@code type}. */
    @JsonIgnore
    String frameType();

    /** First frame of every socket. */
    record ConnectionEstablished(long userId, String username, String sessionId) implements Frame {
        @Override
        public String frameType() {
            return "connection_established";
        }
    }

    /** To the receiver of a direct message. */
    record NewMessage(long id, UserRef sender, String content, Instant createdAt) implements Frame {
        @Override
        public String frameType() {
            return "new_message";
        }
    }

    /** To the one who was asked. */
    record FriendRequest(long requestId, UserRef fromUser) implements Frame {
        @Override
        public String frameType() {
            return "friend_request";
        }
    }

    /** To the one who asked. */
    record FriendAccepted(UserRef friend, String message) implements Frame {
        @Override
        public String frameType() {
            return "friend_accepted";
        }
    }

    /**
     * To each friend of the author. Has no member named {@code type}, {@code read} or {@code created_at}: the client
     * spreads {@code data} over its own record.
     */
    record NewPost(
            long id,
            UserRef author,
            String message,
            String postType,
            String content,
            @Nullable String mediaUrl) implements Frame {
        @Override
        public String frameType() {
            return "new_post";
        }
    }

    /** To the owner of the wall. */
    record WallPost(String message, UserRef author, long postId, PostSummary post) implements Frame {
        @Override
        public String frameType() {
            return "wall_post";
        }
    }

    record PostSummary(long id, String content, @Nullable String mediaUrl) {}

    /**
     * To the author of what was commented.
     *
     * @param postId the root of the thread, as is {@code post}
     */
    record PostComment(String message, UserRef commenter, long postId, EntityRef post, CommentText comment)
            implements Frame {
        @Override
        public String frameType() {
            return "post_comment";
        }
    }

    /**
     * To the one who is mentioned.
     *
     * @param postId the root of the thread, as is {@code post}
     * @param comment what the reply answers
     */
    record CommentReply(
            String message,
            UserRef replier,
            long postId,
            EntityRef post,
            EntityRef comment,
            CommentText reply,
            String mentionedUsername)
            implements Frame {
        @Override
        public String frameType() {
            return "comment_reply";
        }
    }

    record EntityRef(long id) {}

    record CommentText(long id, String content) {}

    /**
     * To a socket that came with a cursor: what it missed ends here.
     *
     * @param recovered whether that was everything; if not, it was nothing
     * @param reason why not: {@code too_old}, {@code unknown_epoch} or {@code not_a_cursor}; null when recovered
     */
    record Resume(boolean recovered, @Nullable String reason) implements Frame {
        @Override
        public String frameType() {
            return "resume";
        }
    }

    /** Every 25 s to a socket that asked for a cursor, as its client cannot see the pings of the protocol. */
    record Heartbeat() implements Frame {
        @Override
        public String frameType() {
            return "heartbeat";
        }
    }

    /** Answer to a client's ping; has no {@code data}. */
    record PongReply() implements Frame {
        @Override
        public String frameType() {
            return "pong";
        }
    }

    /** Answer to a frame that is not understood; the socket stays open. */
    record ErrorReply(String detail) implements Frame {
        @Override
        public String frameType() {
            return "error";
        }
    }
}
