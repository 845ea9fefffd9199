package com.numeneon.api.outbox;

/** What one turn of the relay came to. */
sealed interface Turn {

    /** The relay of another pod is at work. */
    record LockedElsewhere() implements Turn {}

    record NothingToSend() implements Turn {}

    /** A batch went out, in part if there was a failure; there may be more. */
    record Sent(Delivery delivery) implements Turn {}
}
