package com.numeneon.api.friends;

import com.numeneon.contracts.user.UserRef;

/** What came of asking somebody to be friends. */
sealed interface Asked {

    /** The other was asked and can answer. */
    record Sent(long requestId, UserRef other) implements Asked {}

    /** The other had asked before: the two are friends. */
    record Accepted(long requestId, UserRef other) implements Asked {}
}
