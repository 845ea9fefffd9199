package com.numeneon.api.posts;

import com.numeneon.api.accounts.UserDirectory;
import com.numeneon.api.web.Fields;
import com.numeneon.contracts.user.UserRef;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A top-level post that may be published: everything about it was checked.
 *
 * @param content empty when there is a {@code mediaUrl} alone
 * @param wallOwner whose wall it goes on; null for an ordinary post, on the author's own
 */
record NewPost(
        UserRef author,
        String content,
        String type,
        @Nullable String mediaUrl,
        @Nullable UserRef wallOwner) {

    /** Longest text, code points. */
    private static final int MAX_CONTENT = 5_000;

    private static final List<String> TYPES = List.of("thoughts", "media", "milestones");
    private static final String CONTENT = "content";
    private static final String TARGET = "target_profile_id";

    /** @throws com.numeneon.api.web.InvalidFields naming every field that is wrong */
    static NewPost read(Fields fields, UserRef author, UserDirectory users) {
        String content = fields.optionalText(CONTENT, MAX_CONTENT);
        String type = fields.choice("type", TYPES, TYPES.getFirst());
        String mediaUrl = fields.optionalUrl("media_url");
        if (content == null && mediaUrl == null && fields.isValid(CONTENT) && fields.isValid("media_url")) {
            fields.reject(CONTENT, "A post must have content or a media URL.");
        }
        rejectComments(fields);
        UserRef wallOwner = wallOwner(fields, author, users);
        fields.check();
        return new NewPost(author, content == null ? "" : content, type, mediaUrl, wallOwner);
    }

    private static void rejectComments(Fields fields) {
        for (String field : List.of("parent_id", "reply_to_comment_id", "mentioned_user_id")) {
            if (fields.optionalId(field) != null && fields.isValid(field)) {
                fields.reject(field, "Posts cannot be commented yet, so " + field + " must be left out.");
            }
        }
        String mentioned = "mentioned_username";
        if (fields.optionalText(mentioned, MAX_CONTENT) != null && fields.isValid(mentioned)) {
            fields.reject(mentioned, "Posts cannot be commented yet, so " + mentioned + " must be left out.");
        }
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
