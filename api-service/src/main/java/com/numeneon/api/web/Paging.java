package com.numeneon.api.web;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;

/**
 * {@code ?limit=} (1 to 500, 500 when absent) and the opaque {@code ?before=} of a list; a controller asks for it as an
 * argument and answers with {@link #answer}.
 */
public final class Paging {

    public static final int MAX_LIMIT = 500;

    private static final String LIMIT = "limit";
    private static final String BEFORE = "before";

    private static final String NO_KEY =
            "The parameter before must be taken from the Link header of an earlier answer.";

    private final Query query;
    private final String path;
    private final int limit;

    /** @throws InvalidFields naming each of the two that is wrong */
    Paging(Query query, String path) {
        this.query = query;
        this.path = path;
        FieldErrors errors = new FieldErrors();
        this.limit = query.value(LIMIT).map(text -> parseLimit(text, errors)).orElse(MAX_LIMIT);
        if (query.value(BEFORE).filter(text -> !PageKey.isOne(text)).isPresent()) {
            errors.add(BEFORE, NO_KEY);
        }
        errors.check();
    }

    /** At most so many entries; read one more than this to know whether there is a next page. */
    public int limit() {
        return limit;
    }

    /** Whether the caller asked for a page at all. */
    public boolean isRequested() {
        return query.value(LIMIT).isPresent() || query.value(BEFORE).isPresent();
    }

    /**
     * Where the page goes on, towards older entries; empty for the first page.
     *
     * @param parts how many values the list's order has
     * @throws InvalidFields when it is not from an earlier answer
     */
    public Optional<PageKey> before(int parts) {
        return query.value(BEFORE)
                .map(text -> PageKey.parse(text, parts).orElseThrow(() -> InvalidFields.of(BEFORE, NO_KEY)));
    }

    /**
     * The page as a bare array, with a {@code Link} to the next one.
     *
     * @param next null when this page is the last
     */
    public <T> ResponseEntity<List<T>> answer(List<T> page, @Nullable PageKey next) {
        ResponseEntity.BodyBuilder answer = ResponseEntity.ok();
        if (next != null) {
            answer.header(HttpHeaders.LINK, "<" + nextPage(next) + ">; rel=\"next\"");
        }
        return answer.body(page);
    }

    /** Relative to the host, as a proxy in front may have another name for it. */
    private String nextPage(PageKey next) {
        return path + "?" + query.textWith(Map.of(LIMIT, Integer.toString(limit), BEFORE, next.text()));
    }

    private static int parseLimit(String text, FieldErrors errors) {
        return Ids.parse(text).stream()
                .filter(value -> value >= 1 && value <= MAX_LIMIT)
                .mapToInt(value -> (int) value)
                .findFirst()
                .orElseGet(() -> {
                    errors.add(LIMIT, "The parameter limit must be a whole number from 1 to " + MAX_LIMIT + ".");
                    return MAX_LIMIT;
                });
    }
}
