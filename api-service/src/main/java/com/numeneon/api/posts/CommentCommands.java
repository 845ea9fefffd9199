package com.numeneon.api.posts;

import com.numeneon.api.database.Transactions;
import com.numeneon.api.outbox.Outbox;
import com.numeneon.contracts.event.CommentReplied;
import com.numeneon.contracts.event.PostCommented;
import com.numeneon.contracts.user.UserRef;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Writes comments, each in one transaction. Safe for all threads. */
@Component
final class CommentCommands {

    private static final Logger LOG = LoggerFactory.getLogger(CommentCommands.class);

    private final PostTable posts;
    private final ThreadTable threads;
    private final Outbox outbox;
    private final Transactions transactions;

    CommentCommands(PostTable posts, ThreadTable threads, Outbox outbox, Transactions transactions) {
        this.posts = posts;
        this.threads = threads;
        this.outbox = outbox;
        this.transactions = transactions;
    }

    /**
     * The comment is stored and counted and its events wait in the outbox, or none of it.
     *
     * <p>Locks the thread's root, which stands for the events' key, then by counting the parent: only who holds the former
     * ever locks two posts.
     *
     * @throws com.numeneon.api.web.InvalidFields when parent or answered comment were deleted meanwhile
     */
    Post publish(NewComment comment) {
        Written written = transactions.run(() -> {
            long rootAuthorId = posts.lock(comment.rootId()).orElseThrow(NewComment::parentGone);
            if (!threads.countReply(comment.parent().id(), 1)) {
                throw NewComment.parentGone();
            }
            Target target = target(comment, rootAuthorId);
            PostRow row = threads.insert(comment, target.answeredId(), target.mentionedId());
            append(row, comment, target.mentioned());
            return new Written(row, target.mentioned());
        });
        UserRef author = comment.author();
        LOG.debug(
                "comment written userId={} postId={} rootPostId={}",
                author.id(),
                written.row().id(),
                comment.rootId());
        Map<Long, UserRef> people = new HashMap<>(Map.of(author.id(), author));
        if (written.mentioned() != null) {
            people.put(written.mentioned().id(), written.mentioned());
        }
        return written.row().shown(people);
    }

    /** Whom and what it answers, as the thread stands under its lock. */
    private Target target(NewComment comment, long rootAuthorId) {
        Long answeredId = comment.answeredId();
        if (answeredId != null && posts.rootOf(answeredId).isEmpty()) {
            throw NewComment.answeredGone();
        }
        UserRef named = comment.named();
        if (named == null) {
            return new Target(answeredId, comment.mentioned());
        }
        Optional<Long> latest = threads.latestComment(comment.rootId(), named.id());
        if (latest.isEmpty() && named.id() != rootAuthorId) {
            return new Target(answeredId, null);
        }
        return new Target(answeredId == null ? latest.orElse(null) : answeredId, named);
    }

    /** Nobody gets both frames: who is mentioned hears of that. */
    private void append(PostRow row, NewComment comment, @Nullable UserRef mentioned) {
        UserRef author = comment.author();
        long parentAuthorId = comment.parent().authorId();
        boolean told = parentAuthorId != author.id() && (mentioned == null || mentioned.id() != parentAuthorId);
        outbox.append(new PostCommented(
                row.id(),
                row.threadId(),
                comment.parent().id(),
                author,
                row.content(),
                row.createdAt(),
                told ? List.of(parentAuthorId) : List.of()));
        if (mentioned != null && mentioned.id() != author.id()) {
            outbox.append(new CommentReplied(
                    row.id(),
                    row.threadId(),
                    row.replyToCommentId() == null ? comment.parent().id() : row.replyToCommentId(),
                    author,
                    mentioned.id(),
                    mentioned.username(),
                    row.content(),
                    row.createdAt(),
                    List.of(mentioned.id())));
        }
    }

    private record Target(
            @Nullable Long answeredId, @Nullable UserRef mentioned) {
        @Nullable
        Long mentionedId() {
            return mentioned == null ? null : mentioned.id();
        }
    }

    private record Written(PostRow row, @Nullable UserRef mentioned) {}
}
