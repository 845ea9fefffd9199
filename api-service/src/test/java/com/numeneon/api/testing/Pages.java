package com.numeneon.api.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** Follows the {@code Link} headers of a list. */
public final class Pages {

    private static final Pattern NEXT = Pattern.compile("<([^>]+)>; rel=\"next\"");
    private static final int TOO_MANY = 1_000;

    private Pages() {}

    /** Every page from this one on, as the client would get them. */
    public static List<List<JsonNode>> from(ApiClient client, String path) {
        List<List<JsonNode>> pages = new ArrayList<>();
        Optional<String> next = Optional.of(path);
        while (next.isPresent()) {
            ApiAnswer answer = client.get(next.get());
            if (answer.status() != 200 || pages.size() == TOO_MANY) {
                throw new AssertionError(next.get() + ": " + answer.status() + " " + answer.text());
            }
            pages.add(answer.json().valueStream().toList());
            next = next(answer);
        }
        return pages;
    }

    /** The path of the next page. */
    public static Optional<String> next(ApiAnswer answer) {
        return answer.header("Link").map(NEXT::matcher).filter(Matcher::matches).map(link -> link.group(1));
    }
}
