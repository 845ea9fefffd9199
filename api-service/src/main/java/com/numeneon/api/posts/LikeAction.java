package com.numeneon.api.posts;

import com.numeneon.api.web.Fields;
import com.numeneon.api.web.JsonBody;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What to do with the caller's like; only the first two give the same when done twice. */
enum LikeAction {
    LIKE,
    UNLIKE,
    TOGGLE;

    private static final String UNSAID = "";

    /**
     * @param body null when there was none
     * @throws com.numeneon.api.web.InvalidFields for an action that is none
     */
    static LikeAction read(@Nullable JsonBody body) {
        if (body == null) {
            return TOGGLE;
        }
        Fields fields = body.fields();
        String action = fields.choice("action", List.of("like", "unlike"), UNSAID);
        fields.check();
        return switch (action) {
            case "like" -> LIKE;
            case "unlike" -> UNLIKE;
            default -> TOGGLE;
        };
    }
}
