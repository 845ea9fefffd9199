package com.numeneon.notification.replay;

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
import com.numeneon.contracts.user.UserRef;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The names that an event carries: of who acted, and of who is mentioned. Pure. */
final class People {

    private People() {}

    /** The ids under which this name stands in the event. */
    static List<Long> named(String username, DomainEvent event) {
        List<Long> ids = new ArrayList<>();
        UserRef actor = actor(event);
        if (actor != null && actor.username().equals(username)) {
            ids.add(actor.id());
        }
        if (event instanceof CommentReplied reply && reply.mentionedUsername().equals(username)) {
            ids.add(reply.mentionedUserId());
        }
        return ids;
    }

    private static @Nullable UserRef actor(DomainEvent event) {
        return switch (event) {
            case MessageSent sent -> sent.sender();
            case FriendRequested requested -> requested.fromUser();
            case FriendshipAccepted accepted -> accepted.accepter();
            case PostPublished post -> post.author();
            case WallPostPublished post -> post.author();
            case PostCommented comment -> comment.commenter();
            case CommentReplied reply -> reply.replier();
            case FriendRequestCancelled cancelled -> null;
            case FriendRequestDeclined declined -> null;
            case FriendshipEnded ended -> null;
            case SessionRevoked revoked -> null;
        };
    }
}
