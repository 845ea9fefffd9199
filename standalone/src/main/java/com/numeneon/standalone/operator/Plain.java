package com.numeneon.standalone.operator;

import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Text that does to a terminal nothing but stand there: keys and types of broken records hold whatever somebody sent. */
public final class Plain {

    /** Control characters, and those that change the direction of what follows or have no width; not what joins emojis. */
    private static final Pattern NOT_PLAIN = Pattern.compile("[\\p{Cc}\\p{Cf}\\u2028\\u2029&&[^\\u200d]]");

    private Plain() {}

    public static String text(String any) {
        return NOT_PLAIN.matcher(any).replaceAll("\ufffd");
    }

    /** The same JSON with such characters escaped. */
    public static String json(String line) {
        return NOT_PLAIN
                .matcher(line)
                .replaceAll(found -> found.group()
                        .chars()
                        .mapToObj(unit -> String.format(Locale.ROOT, "\\\\u%04x", unit))
                        .collect(Collectors.joining()));
    }
}
