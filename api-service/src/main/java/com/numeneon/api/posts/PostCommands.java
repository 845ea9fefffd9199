package com.numeneon.api.posts;

import com.numeneon.api.accounts.UserDirectory;
import com.numeneon.api.database.Transactions;
import com.numeneon.api.friends.Friendships;
import com.numeneon.api.outbox.Outbox;
import com.numeneon.api.web.Forbidden;
import com.numeneon.api.web.NotFound;
import com.numeneon.contracts.event.DomainEvent;
import com.numeneon.contracts.event.PostPublished;
import com.numeneon.contracts.event.WallPostPublished;
import com.numeneon.contracts.user.UserRef;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Publishes, changes and deletes posts, each in one transaction. Safe for all threads. */
@Component
final class PostCommands {

    private static final Logger LOG = LoggerFactory.getLogger(PostCommands.class);

    private final PostTable posts;
    private final ThreadTable threads;
    private final Friendships friendships;
    private final UserDirectory users;
    private final Outbox outbox;
    private final Transactions transactions;

    PostCommands(
            PostTable posts,
            ThreadTable threads,
            Friendships friendships,
            UserDirectory users,
            Outbox outbox,
            Transactions transactions) {
        this.posts = posts;
        this.threads = threads;
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
        Stream.of(post.wallOwner(), post.mentioned())
                .filter(Objects::nonNull)
                .forEach(user -> people.put(user.id(), user));
        return published.shown(people);
    }

    /**
     * The post as it is afterwards; its time of change moves when something did change. Locks the post and nothing else.
     *
     * @throws NotFound when there is no such post
     * @throws Forbidden when it is somebody else's
     * @throws com.numeneon.api.web.InvalidFields when it would leave nothing to see
     */
    PostRow change(long callerId, long postId, Supplier<PostChange> asked) {
        PostRow before = posts.find(postId, callerId).orElseThrow(PostQueries::noSuchPost);
        if (before.authorId() != callerId) {
            throw new Forbidden("Only its author can change a post.");
        }
        PostChange change = asked.get();
        return transactions.run(() -> {
            if (posts.lock(postId).isEmpty()) {
                throw PostQueries.noSuchPost();
            }
            PostRow current = posts.find(postId, callerId).orElseThrow();
            PostText text = change.of(current);
            if (text.equals(current.text())) {
                return current;
            }
            posts.change(postId, text);
            return posts.find(postId, callerId).orElseThrow();
        });
    }

    /**
     * Takes away a post or a comment with everything beneath it.
     *
     * <p>Locks the thread's root, as writing a comment does: so no reply is added to what goes, and the parent's number of
     * replies is right. Nobody is told.
     *
     * @throws NotFound when there is no such post
     * @throws Forbidden when it is somebody else's, on another one's wall
     */
    void delete(long callerId, long postId) {
        PostRow post = posts.find(postId, callerId).orElseThrow(PostQueries::noSuchPost);
        if (post.authorId() != callerId && !ownsWall(callerId, post)) {
            throw new Forbidden("Only its author and the owner of the wall can delete a post.");
        }
        transactions.run(() -> {
            if (posts.lock(post.threadId()).isEmpty() || !posts.delete(postId)) {
                throw PostQueries.noSuchPost();
            }
            if (post.parentId() != null) {
                threads.countReply(post.parentId(), -1);
            }
        });
        LOG.debug("post deleted userId={} postId={}", callerId, postId);
    }

    /** Comments stand on the wall of their thread. */
    private boolean ownsWall(long userId, PostRow post) {
        PostRow root =
                post.rootId() == null ? post : posts.find(post.rootId(), userId).orElseThrow(PostQueries::noSuchPost);
        return root.wallOwnerId() == userId;
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
