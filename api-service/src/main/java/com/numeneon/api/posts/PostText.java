package com.numeneon.api.posts;

import com.numeneon.api.web.Fields;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a post says, and all of it that can change later.
 *
 * @param content empty when there is a {@code mediaUrl} alone
 */
record PostText(String content, String type, @Nullable String mediaUrl) {

    /** Longest content, code points. */
    static final int MAX_CONTENT = 5_000;

    static final String CONTENT = "content";
    static final String TYPE = "type";
    static final String MEDIA_URL = "media_url";
    static final List<String> TYPES = List.of("thoughts", "media", "milestones");
    static final String EMPTY = "A post must have content or a media URL.";

    static PostText read(Fields fields) {
        String content = fields.optionalText(CONTENT, MAX_CONTENT);
        String type = fields.choice(TYPE, TYPES, TYPES.getFirst());
        String mediaUrl = fields.optionalUrl(MEDIA_URL);
        if (content == null && mediaUrl == null && fields.isValid(CONTENT) && fields.isValid(MEDIA_URL)) {
            fields.reject(CONTENT, EMPTY);
        }
        return new PostText(content == null ? "" : content, type, mediaUrl);
    }
}
