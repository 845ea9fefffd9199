package com.numeneon.api.accounts;

import com.numeneon.api.web.Fields;
import com.numeneon.api.web.JsonBody;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What of a profile shall be something else, checked: null leaves a text as it is, an empty one takes it away. */
record ProfileChange(
        @Nullable String bio,
        @Nullable String avatar,
        @Nullable String location,
        @Nullable String website,
        @Nullable String firstName,
        @Nullable String lastName) {

    private static final int MAX_BIO = 500;
    private static final int MAX_LOCATION = 100;

    static ProfileChange read(JsonBody body) {
        Fields fields = body.fields();
        ProfileChange change = new ProfileChange(
                text(fields, "bio", MAX_BIO),
                url(fields, "avatar"),
                text(fields, "location", MAX_LOCATION),
                url(fields, "website"),
                text(fields, "first_name", NewAccount.MAX_NAME),
                text(fields, "last_name", NewAccount.MAX_NAME));
        fields.check();
        return change;
    }

    boolean isEmpty() {
        return Stream.of(bio, avatar, location, website, firstName, lastName).allMatch(Objects::isNull);
    }

    private static @Nullable String text(Fields fields, String name, int max) {
        return fields.has(name) ? Objects.requireNonNullElse(fields.optionalText(name, max), "") : null;
    }

    private static @Nullable String url(Fields fields, String name) {
        return fields.has(name) ? Objects.requireNonNullElse(fields.optionalUrl(name), "") : null;
    }
}
