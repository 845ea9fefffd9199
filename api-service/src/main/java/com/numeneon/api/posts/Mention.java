package com.numeneon.api.posts;

import com.numeneon.api.accounts.UserDirectory;
import com.numeneon.api.web.Fields;
import com.numeneon.contracts.user.UserRef;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Who is mentioned in a post: by the fields made for it, or by a name that its content begins with. */
final class Mention {

    private static final String BY_ID = "mentioned_user_id";
    private static final String BY_NAME = "mentioned_username";
    private static final int MAX_NAME = 500;
    private static final Pattern LEADING =
            Pattern.compile("@(\\S+).*", Pattern.DOTALL | Pattern.UNICODE_CHARACTER_CLASS);

    private Mention() {}

    /** As the fields say; the id counts when both are there. Null for nobody. */
    static @Nullable UserRef read(Fields fields, UserDirectory users) {
        Long id = fields.optionalId(BY_ID);
        String name = fields.optionalText(BY_NAME, MAX_NAME);
        if (id != null && fields.isValid(BY_ID)) {
            return existing(fields, BY_ID, users.find(id), "There is no user with this id.");
        }
        if (id == null && name != null && fields.isValid(BY_NAME)) {
            return existing(fields, BY_NAME, users.findByUsername(name), "There is no user with this name.");
        }
        return null;
    }

    /** The name between a leading {@code @} and the first white space or the end, whoever that may be. */
    static Optional<String> leadingName(String content) {
        return Optional.of(content)
                .map(LEADING::matcher)
                .filter(Matcher::matches)
                .map(name -> name.group(1));
    }

    private static @Nullable UserRef existing(Fields fields, String field, Optional<UserRef> user, String sentence) {
        if (user.isEmpty()) {
            fields.reject(field, sentence);
        }
        return user.orElse(null);
    }
}
