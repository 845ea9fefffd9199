package com.numeneon.api.database;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Percent-encoding of a URI, in which a plus sign stands for itself, unlike in a form. */
final class PercentText {

    private PercentText() {}

    static String decode(String text) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            // The cause would quote the text, which may be a password.
            throw DatabaseUrl.wrong("a % in it is not followed by two hexadecimal digits; write % itself as %25");
        }
    }

    static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
