package com.numeneon.api.posts;

import com.numeneon.api.accounts.UserDirectory;
import com.numeneon.api.web.Fields;
import com.numeneon.contracts.user.UserRef;
import org.jspecify.annotations.Nullable;

/**
 * A top-level post that may be published: everything about it was checked.
 *
 * @param wallOwner whose wall it goes on; null for an ordinary post, on the author's own
 * @param mentioned shown with the post, and told nobody
 */
record NewPost(
        UserRef author,
        PostText text,
        @Nullable UserRef wallOwner,
        @Nullable UserRef mentioned) {

    private static final String TARGET = "target_profile_id";

    /** @throws com.numeneon.api.web.InvalidFields naming every field that is wrong */
    static NewPost read(Fields fields, UserRef author, UserDirectory users) {
        PostText text = PostText.read(fields);
        if (fields.optionalId(NewComment.ANSWERED) != null && fields.isValid(NewComment.ANSWERED)) {
            fields.reject(NewComment.ANSWERED, "Only a comment, with its parent_id, can answer a comment.");
        }
        UserRef wallOwner = wallOwner(fields, author, users);
        UserRef mentioned = Mention.read(fields, users);
        fields.check();
        return new NewPost(author, text, wallOwner, mentioned);
    }

    private static @Nullable UserRef wallOwner(Fields fields, UserRef author, UserDirectory users) {
        Long targetId = fields.optionalId(TARGET);
        if (targetId == null || !fields.isValid(TARGET) || targetId == author.id()) {
            return null;
        }
        var owner = users.find(targetId);
        if (owner.isEmpty()) {
            fields.reject(TARGET, "There is no user with this id.");
        }
        return owner.orElse(null);
    }
}
