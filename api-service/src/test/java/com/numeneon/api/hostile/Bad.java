package com.numeneon.api.hostile;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A value that must be refused.
 *
 * @param raw as it is sent: JSON in a body, percent-encoded in a path or query; null when the input is left out
 * @param statuses one of which answers it
 * @param named whether the answer's {@code errors} must name the input
 */
record Bad(@Nullable String raw, Set<Integer> statuses, boolean named) {

    static Bad field(@Nullable String raw) {
        return new Bad(raw, Set.of(400), true);
    }

    static Bad path(String raw, Integer... statuses) {
        return new Bad(raw, Set.of(statuses), false);
    }
}
