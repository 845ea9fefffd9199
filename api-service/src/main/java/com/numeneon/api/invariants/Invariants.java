package com.numeneon.api.invariants;

import java.util.List;

/** Those of one feature, in the order in which they are to be repaired. */
public record Invariants(List<Invariant> all) {

    public Invariants {
        all = List.copyOf(all);
    }
}
