package com.numeneon.api.hostile;

import java.util.Set;

/**
 * What must come back.
 *
 * @param statuses one of these; none means that the request is a good one after all
 * @param fields exactly these are named in {@code errors}
 */
record Expected(Set<Integer> statuses, Set<String> fields) {

    static final Expected SUCCESS = new Expected(Set.of(), Set.of());

    static Expected refusal(Integer... statuses) {
        return new Expected(Set.of(statuses), Set.of());
    }

    boolean success() {
        return statuses.isEmpty();
    }
}
