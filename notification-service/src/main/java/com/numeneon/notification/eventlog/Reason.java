package com.numeneon.notification.eventlog;

/** Why somebody gets no frame for an event. */
public enum Reason {
    UNDECODABLE("cannot be decoded"),
    UNKNOWN_TYPE("unknown type"),
    NOT_IN_AUDIENCE("not in the audience"),
    /** A later event of its key came before, or this very one. */
    LATE("late"),
    NO_FRAME("brings no frame");

    private final String text;

    Reason(String text) {
        this.text = text;
    }

    public String text() {
        return text;
    }
}
