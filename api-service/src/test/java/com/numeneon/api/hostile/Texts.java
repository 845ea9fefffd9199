package com.numeneon.api.hostile;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** How texts are written into requests. */
final class Texts {

    private Texts() {}

    /** As JSON in ASCII: everything else is an escape, halves of characters too. */
    static String json(String text) {
        StringBuilder json = new StringBuilder("\"");
        text.chars().forEach(unit -> {
            if (unit < 0x20 || unit > 0x7e || unit == '"' || unit == '\\') {
                json.append(String.format(Locale.ROOT, "\\u%04x", unit));
            } else {
                json.append((char) unit);
            }
        });
        return json.append('"').toString();
    }

    static String percent(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
