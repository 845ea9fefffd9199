package com.numeneon.api.posts;

import com.numeneon.api.accounts.UserDirectory;
import com.numeneon.api.database.Transactions;
import com.numeneon.api.friends.Friendships;
import com.numeneon.api.outbox.Outbox;
import com.numeneon.contracts.event.DomainEvent;
import com.numeneon.contracts.event.PostPublished;
import com.numeneon.contracts.event.WallPostPublished;
import com.numeneon.contracts.user.UserRef;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Publishes posts, each in one transaction. Safe for all threads. */
@Component
final class PostCommands {

    private static final Logger LOG = LoggerFactory.getLogger(PostCommands.class);

    private final PostTable posts;
    private final Friendships friendships;
    private final UserDirectory users;
    private final Outbox outbox;
    private final Transactions transactions;

    PostCommands(
            PostTable posts, Friendships friendships, UserDirectory users, Outbox outbox, Transactions transactions) {
        this.posts = posts;
        this.friendships = friendships;
        this.users = users;
        this.outbox = outbox;
        this.transactions = transactions;
    }

    /**
     * The post is stored and its event waits in the outbox, or neither. Anybody may post on anybody's wall.
     *
     * <p>Locks the author's row and nothing else: it stands for the event's key, and no friendship of the author begins or
     * ends while it is held, so the audience is the friends of exactly this moment.
     */
    Post publish(NewPost post) {
        UserRef author = post.author();
        PostRow published = transactions.run(() -> {
            users.lock(author.id());
            PostRow row = posts.insert(post);
            outbox.append(event(row, author));
            return row;
        });
        LOG.debug("post published userId={} postId={}", author.id(), published.id());
        Map<Long, UserRef> people = new HashMap<>(Map.of(author.id(), author));
        if (post.wallOwner() != null) {
            people.put(post.wallOwner().id(), post.wallOwner());
        }
        return published.shown(people);
    }

    private DomainEvent event(PostRow post, UserRef author) {
        if (post.targetProfileId() != null) {
            long wallOwnerId = post.targetProfileId();
            return new WallPostPublished(
                    post.id(),
                    author,
                    wallOwnerId,
                    post.content(),
                    post.mediaUrl(),
                    post.createdAt(),
                    List.of(wallOwnerId));
        }
        return new PostPublished(
                post.id(),
                author,
                post.type(),
                post.content(),
                post.mediaUrl(),
                post.createdAt(),
                friendships.friendIds(author.id()));
    }
}
