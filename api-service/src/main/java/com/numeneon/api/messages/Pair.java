package com.numeneon.api.messages;

/** The two people of a conversation in the order in which it is stored, so that both directions meet in one row. */
record Pair(long low, long high) {

    static Pair of(long one, long other) {
        return new Pair(Math.min(one, other), Math.max(one, other));
    }
}
