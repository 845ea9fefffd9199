package com.numeneon.api.web;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A page's rows, newest first, whatever order the page is shown in.
 *
 * @param entries at most as many as the page's limit
 * @param more whether older ones follow
 */
public record Slice<T>(List<T> entries, boolean more) {

    public Slice {
        entries = List.copyOf(entries);
    }

    /** @param read what was read, newest first: one more than {@code limit} when there is a next page */
    public static <T> Slice<T> of(List<T> read, int limit) {
        return read.size() > limit ? new Slice<>(read.subList(0, limit), true) : new Slice<>(read, false);
    }

    /** Where the next page goes on; null when this one is the last. */
    public @Nullable PageKey next(Function<T, PageKey> key) {
        return more ? key.apply(entries.getLast()) : null;
    }
}
