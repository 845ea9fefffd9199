package com.numeneon.api.friends;

import com.numeneon.api.web.InvalidFields;
import com.numeneon.api.web.Query;

/** Which of a user's pending requests a list shows. */
enum Direction {
    /** Sent to the user: what a list shows unless asked otherwise. */
    INCOMING,
    /** Sent by the user. */
    OUTGOING;

    private static final String PARAMETER = "direction";

    /** @throws InvalidFields when the parameter is neither */
    static Direction read(Query query) {
        return switch (query.text(PARAMETER).orElse("incoming")) {
            case "incoming" -> INCOMING;
            case "outgoing" -> OUTGOING;
            default ->
                throw InvalidFields.of(PARAMETER, "The parameter direction must be either incoming or outgoing.");
        };
    }
}
