package com.numeneon.api.posts;

import com.numeneon.api.database.Transactions;
import com.numeneon.api.web.NotFound;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Likes and shares of posts and comments, each in one transaction that locks the post's row and no other one: however many
 * come at once, they queue and never wait for each other in a circle. Nobody is told of them. Safe for all threads.
 */
@Component
final class Reactions {

    private static final Logger LOG = LoggerFactory.getLogger(Reactions.class);

    private final PostTable posts;
    private final ReactionTable reactions;
    private final Transactions transactions;

    Reactions(PostTable posts, ReactionTable reactions, Transactions transactions) {
        this.posts = posts;
        this.reactions = reactions;
        this.transactions = transactions;
    }

    /**
     * The post right after it.
     *
     * @throws NotFound when there is no such post
     */
    PostRow like(long userId, long postId, LikeAction action) {
        return locked(userId, postId, () -> {
            switch (action) {
                case LIKE -> reactions.like(postId, userId);
                case UNLIKE -> reactions.unlike(postId, userId);
                case TOGGLE -> toggle(userId, postId);
            }
        });
    }

    /**
     * The post right after it. Each call counts.
     *
     * @throws NotFound when there is no such post
     */
    PostRow share(long userId, long postId) {
        PostRow shared = locked(userId, postId, () -> reactions.share(postId, userId));
        LOG.debug("post shared userId={} postId={}", userId, postId);
        return shared;
    }

    private void toggle(long userId, long postId) {
        if (!reactions.unlike(postId, userId)) {
            reactions.like(postId, userId);
        }
    }

    private PostRow locked(long userId, long postId, Runnable change) {
        return transactions.run(() -> {
            if (posts.lock(postId).isEmpty()) {
                throw PostQueries.noSuchPost();
            }
            change.run();
            return posts.find(postId, userId).orElseThrow();
        });
    }
}
