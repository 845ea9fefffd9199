package com.numeneon.api.posts;

import com.numeneon.api.accounts.UserDirectory;
import com.numeneon.api.web.Fields;
import com.numeneon.api.web.InvalidFields;
import com.numeneon.contracts.user.UserRef;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A comment that may be written: everything about it was checked, but parent and answered comment may be gone by then.
 *
 * @param answeredId the comment that it answers, as the caller said
 * @param mentioned as the caller said
 * @param named whom the content's first word names; mentioned only if that user writes in the thread
 */
record NewComment(
        UserRef author,
        PostRow parent,
        PostText text,
        @Nullable Long answeredId,
        @Nullable UserRef mentioned,
        @Nullable UserRef named) {

    static final String PARENT = "parent_id";
    static final String ANSWERED = "reply_to_comment_id";
    private static final String NO_PARENT = "There is no post with this id.";
    private static final String NO_ANSWERED = "There is no comment with this id in this thread.";

    /**
     * @param parentId what the fields have as {@code parent_id}
     * @throws InvalidFields naming every field that is wrong
     */
    static NewComment read(Fields fields, long parentId, UserRef author, UserDirectory users, PostTable posts) {
        PostText text = PostText.read(fields);
        Optional<PostRow> parent = parent(fields, parentId, author, posts);
        Long answeredId = fields.optionalId(ANSWERED);
        if (answeredId != null && fields.isValid(ANSWERED)) {
            requireInThread(answeredId, parent, fields, posts);
        }
        UserRef mentioned = Mention.read(fields, users);
        fields.check();
        UserRef named = mentioned == null
                ? Mention.leadingName(text.content())
                        .flatMap(users::findByUsername)
                        .orElse(null)
                : null;
        return new NewComment(author, parent.orElseThrow(), text, answeredId, mentioned, named);
    }

    long rootId() {
        return parent.threadId();
    }

    static InvalidFields parentGone() {
        return InvalidFields.of(PARENT, NO_PARENT);
    }

    static InvalidFields answeredGone() {
        return InvalidFields.of(ANSWERED, NO_ANSWERED);
    }

    private static Optional<PostRow> parent(Fields fields, long id, UserRef author, PostTable posts) {
        if (!fields.isValid(PARENT)) {
            return Optional.empty();
        }
        Optional<PostRow> parent = posts.find(id, author.id());
        if (parent.isEmpty()) {
            fields.reject(PARENT, NO_PARENT);
        }
        return parent;
    }

    private static void requireInThread(long id, Optional<PostRow> parent, Fields fields, PostTable posts) {
        Optional<Long> root = posts.rootOf(id);
        boolean inThread = root.isPresent()
                && parent.map(post -> Objects.equals(root.get(), post.threadId()))
                        .orElse(true);
        if (!inThread) {
            fields.reject(ANSWERED, NO_ANSWERED);
        }
    }
}
