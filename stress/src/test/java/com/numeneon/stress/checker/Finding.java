package com.numeneon.stress.checker;

/** One thing that must not be. */
public record Finding(Kind kind, PageLog page, EventName event, String what) {

    public enum Kind {
        /** Never arrived. */
        LOST,
        /**
         * Never arrived at this tab, but at another one of the same login, both without a cursor: of two tabs that were cut
         * off together, one may be given what the other missed.
         */
        TAKEN,
        /** Arrived again where nothing excuses it. */
        DOUBLED,
        /** Its first arrival is after that of a later event of its key. */
        OUT_OF_ORDER,
        /** Arrived at somebody whom it does not concern. */
        MISDELIVERED,
        /** Arrived, but the database knows nothing of it. */
        UNCOMMITTED,
        /** Shows something else than what was committed. */
        ALTERED,
        /** Has another event id than before, the one of another event, none, or one that nobody asked for. */
        MISLABELLED,
        /** A resume did not recover everything. */
        NOT_RECOVERED
    }

    /** Everything is, but that one tab takes another one's claim: that is measured and printed. */
    public boolean isBrokenPromise() {
        return kind != Kind.TAKEN;
    }
}
