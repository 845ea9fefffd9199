package com.numeneon.api.posts;

import com.numeneon.api.web.Fields;
import com.numeneon.api.web.InvalidFields;
import org.jspecify.annotations.Nullable;

/**
 * What is to become of a post: null leaves it as it is. Of the rest of a post nothing can change, whatever is asked.
 *
 * @param content empty for none
 * @param mediaUrl empty for none
 */
record PostChange(
        @Nullable String content,
        @Nullable String type,
        @Nullable String mediaUrl) {

    private static final String NONE = "";

    /** @throws InvalidFields naming every field that is wrong */
    static PostChange read(Fields fields) {
        String content = fields.optionalText(PostText.CONTENT, PostText.MAX_CONTENT);
        String type = fields.choice(PostText.TYPE, PostText.TYPES, NONE);
        String mediaUrl = fields.optionalUrl(PostText.MEDIA_URL);
        fields.check();
        return new PostChange(
                asked(fields, PostText.CONTENT, content),
                type.equals(NONE) ? null : type,
                asked(fields, PostText.MEDIA_URL, mediaUrl));
    }

    /** @throws InvalidFields when it would leave nothing to see */
    PostText of(PostRow post) {
        String newContent = content == null ? post.content() : content;
        String newUrl = mediaUrl == null ? post.mediaUrl() : mediaUrl;
        boolean withoutUrl = newUrl == null || newUrl.equals(NONE);
        if (newContent.isEmpty() && withoutUrl) {
            throw InvalidFields.of(PostText.CONTENT, PostText.EMPTY);
        }
        return new PostText(newContent, type == null ? post.type() : type, withoutUrl ? null : newUrl);
    }

    private static @Nullable String asked(Fields fields, String name, @Nullable String value) {
        if (!fields.has(name)) {
            return null;
        }
        return value == null ? NONE : value;
    }
}
