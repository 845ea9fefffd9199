package com.numeneon.api.web;

import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * Ids as text: 1 to 19 ASCII digits. {@link Long#parseLong} alone would also take {@code +5} and the digits of other
 * scripts.
 */
public final class Ids {

    private static final Pattern FORMAT = Pattern.compile("[0-9]{1,19}");

    private Ids() {}

    /**
     * An id in a path.
     *
     * @throws BadRequest when it is not one
     */
    public static long parsePath(String text) {
        return parse(text).orElseThrow(() -> new BadRequest("The id in the path must be a whole number."));
    }

    /** Nineteen digits can exceed a long. No row ever has the greatest one, so that stands for all of them. */
    static OptionalLong parse(String text) {
        if (!FORMAT.matcher(text).matches()) {
            return OptionalLong.empty();
        }
        long value = Long.parseUnsignedLong(text);
        return OptionalLong.of(value < 0 ? Long.MAX_VALUE : value);
    }
}
