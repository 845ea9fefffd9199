package com.numeneon.stress.faults;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Random;

/** Gives kinds of faults in a random order in which none comes a second time before each has come once. For one thread. */
public final class FaultDeck {

    private final List<FaultKind> kinds;
    private final Random random;
    private final Deque<FaultKind> rest = new ArrayDeque<>();

    public FaultDeck(List<FaultKind> kinds, Random random) {
        if (kinds.isEmpty()) {
            throw new IllegalArgumentException("no kind of fault to choose from");
        }
        this.kinds = List.copyOf(kinds);
        this.random = random;
    }

    public FaultKind next() {
        if (rest.isEmpty()) {
            List<FaultKind> shuffled = new ArrayList<>(kinds);
            Collections.shuffle(shuffled, random);
            rest.addAll(shuffled);
        }
        return rest.removeFirst();
    }
}
