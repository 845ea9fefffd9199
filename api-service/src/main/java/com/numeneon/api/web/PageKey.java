package com.numeneon.api.web;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The place in a list after which a page goes on: the ordering values of the last entry before it, such as a time in
 * microseconds and an id. Callers see an opaque text.
 */
public record PageKey(List<Long> parts) {

    private static final int MAX_PARTS = 4;

    private static final Pattern FORMAT = Pattern.compile("-?[0-9]{1,18}(\\.-?[0-9]{1,18}){0," + (MAX_PARTS - 1) + "}");

    public PageKey {
        parts = List.copyOf(parts);
    }

    public static PageKey of(Long... parts) {
        return new PageKey(List.of(parts));
    }

    public long part(int index) {
        return parts.get(index);
    }

    String text() {
        String plain = parts.stream().map(String::valueOf).collect(Collectors.joining("."));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(plain.getBytes(StandardCharsets.US_ASCII));
    }

    /** Whether the text is a key of any list. */
    static boolean isOne(String text) {
        return IntStream.rangeClosed(1, MAX_PARTS)
                .anyMatch(parts -> parse(text, parts).isPresent());
    }

    /** Empty for a text that {@link #text} never gave for a key of so many parts. */
    static Optional<PageKey> parse(String text, int parts) {
        try {
            String plain = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.US_ASCII);
            return Optional.of(plain)
                    .filter(candidate -> FORMAT.matcher(candidate).matches())
                    .map(candidate -> new PageKey(Arrays.stream(candidate.split("\\.", -1))
                            .map(Long::valueOf)
                            .toList()))
                    .filter(key -> key.parts().size() == parts);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
