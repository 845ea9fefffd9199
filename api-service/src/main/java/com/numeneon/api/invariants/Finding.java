package com.numeneon.api.invariants;

import java.util.List;

/**
 * What the check of one invariant has found.
 *
 * @param invariant its name
 * @param checked rows that were looked at
 * @param violations rows that broke it
 * @param repaired those that no longer do
 * @param left those that still do
 * @param examples ids of some that broke it: of those left, if any are
 */
record Finding(
        String invariant,
        String rule,
        String table,
        long checked,
        long violations,
        long repaired,
        long left,
        List<Long> examples) {

    /** Most examples; the rest is counted. */
    static final int EXAMPLES = 5;
}
