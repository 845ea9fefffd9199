package com.numeneon.notification.delivery;

import com.numeneon.contracts.event.CommentReplied;
import com.numeneon.contracts.event.DomainEvent;
import com.numeneon.contracts.event.FriendRequestCancelled;
import com.numeneon.contracts.event.FriendRequestDeclined;
import com.numeneon.contracts.event.FriendRequested;
import com.numeneon.contracts.event.FriendshipAccepted;
import com.numeneon.contracts.event.FriendshipEnded;
import com.numeneon.contracts.event.MessageSent;
import com.numeneon.contracts.event.PostCommented;
import com.numeneon.contracts.event.PostPublished;
import com.numeneon.contracts.event.SessionRevoked;
import com.numeneon.contracts.event.WallPostPublished;
import com.numeneon.contracts.frame.Frame;
import java.util.List;

/**
 * What an event gives to whom. {@link #of} is a pure function: the event carries its audience and all names, so pushing it
 * now and replaying it later give the same answer.
 */
public sealed interface Delivery {

    /** One frame for each of these users, on all of their sockets. */
    record Push(List<Long> recipients, Frame frame) implements Delivery {
        public Push {
            recipients = List.copyOf(recipients);
        }
    }

    /** The event concerns users, but none of them sees a frame. */
    record Nothing() implements Delivery {}

    /** No {@code default}: a new event does not compile until it has its answer here. */
    static Delivery of(DomainEvent event) {
        return switch (event) {
            case MessageSent sent ->
                new Push(
                        sent.audience(),
                        new Frame.NewMessage(sent.messageId(), sent.sender(), sent.content(), sent.createdAt()));
            case FriendRequested requested ->
                new Push(requested.audience(), new Frame.FriendRequest(requested.requestId(), requested.fromUser()));
            case FriendshipAccepted accepted ->
                new Push(
                        accepted.audience(),
                        new Frame.FriendAccepted(
                                accepted.accepter(), accepted.accepter().username() + " accepted your friend request"));
            case PostPublished post ->
                new Push(
                        post.audience(),
                        new Frame.NewPost(
                                post.postId(),
                                post.author(),
                                "posted something new",
                                post.postType(),
                                post.content(),
                                post.mediaUrl()));
            case WallPostPublished post ->
                new Push(
                        post.audience(),
                        new Frame.WallPost(
                                post.author().username() + " posted on your wall",
                                post.author(),
                                post.postId(),
                                new Frame.PostSummary(post.postId(), post.content(), post.mediaUrl())));
            case PostCommented comment ->
                new Push(
                        comment.audience(),
                        new Frame.PostComment(
                                comment.commenter().username()
                                        + (comment.parentId() == comment.rootPostId()
                                                ? " commented on your post"
                                                : " replied to your comment"),
                                comment.commenter(),
                                comment.rootPostId(),
                                new Frame.EntityRef(comment.rootPostId()),
                                new Frame.CommentText(comment.commentId(), comment.content())));
            case CommentReplied reply ->
                new Push(
                        reply.audience(),
                        new Frame.CommentReply(
                                reply.replier().username() + " replied to you",
                                reply.replier(),
                                reply.rootPostId(),
                                new Frame.EntityRef(reply.rootPostId()),
                                new Frame.EntityRef(reply.answeredId()),
                                new Frame.CommentText(reply.replyId(), reply.content()),
                                reply.mentionedUsername()));
            case FriendRequestCancelled cancelled -> new Nothing();
            case FriendRequestDeclined declined -> new Nothing();
            case FriendshipEnded ended -> new Nothing();
            case SessionRevoked revoked -> new Nothing();
        };
    }
}
