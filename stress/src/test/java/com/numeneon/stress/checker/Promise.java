package com.numeneon.stress.checker;

/** What is asserted. Whatever is not is measured and printed all the same. */
public final class Promise {

    /** Off until pods keep what clients without a cursor missed: the only switch. */
    public static final boolean PLAIN_CLIENTS_LOSE_NOTHING = false;

    private Promise() {}

    /** Whether the system has promised that this will not be. */
    public static boolean isBrokenBy(Finding finding) {
        return finding.kind() != Finding.Kind.TAKEN
                && (PLAIN_CLIENTS_LOSE_NOTHING
                        || finding.kind() != Finding.Kind.LOST
                        || finding.page().withCursor());
    }
}
