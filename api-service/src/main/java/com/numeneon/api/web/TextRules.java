package com.numeneon.api.web;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What every text must keep to, wherever it comes from; a length is in code points, as Postgres counts it. */
final class TextRules {

    private TextRules() {}

    /** The rule that is broken, completing a sentence that begins with the field's name. */
    static Optional<String> broken(String text, int max) {
        return Optional.ofNullable(firstBroken(text, max));
    }

    private static @Nullable String firstBroken(String text, int max) {
        if (text.indexOf('\0') >= 0) {
            return "must not contain the NUL character.";
        }
        if (hasLoneSurrogate(text)) {
            return "must be valid Unicode.";
        }
        if (text.codePointCount(0, text.length()) > max) {
            return "must have at most " + max + " characters.";
        }
        return null;
    }

    /** Half of a character has no form in UTF-8, so that it cannot be stored. */
    private static boolean hasLoneSurrogate(String text) {
        return text.codePoints()
                .anyMatch(point -> point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE);
    }
}
