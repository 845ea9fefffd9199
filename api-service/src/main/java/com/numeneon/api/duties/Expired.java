package com.numeneon.api.duties;

import java.util.Map;

/**
 * Rows of one feature that mean nothing any more.
 *
 * @param rows what they are, in the plural; the tag of their metrics
 * @param delete one statement, which deletes at most {@code :most} of them in the order of an index. It takes no row that
 *     somebody else has locked, so that it neither waits nor takes what another pod is taking
 * @param parameters its further parameters
 */
public record Expired(String rows, String delete, Map<String, ?> parameters) {

    public Expired {
        parameters = Map.copyOf(parameters);
    }
}
