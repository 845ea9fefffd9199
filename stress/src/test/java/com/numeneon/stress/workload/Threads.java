package com.numeneon.stress.workload;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** The latest posts with what is known to be commented there. Safe for all threads. */
final class Threads {

    private static final int REMEMBERED = 30;

    private final Deque<List<Written>> latest = new ArrayDeque<>();

    /** A new post; the first of its thread. */
    synchronized void add(Written root) {
        latest.addLast(new ArrayList<>(List.of(root)));
        if (latest.size() > REMEMBERED) {
            latest.removeFirst();
        }
    }

    synchronized void add(long rootId, Written comment) {
        latest.stream().filter(thread -> thread.getFirst().id() == rootId).forEach(thread -> thread.add(comment));
    }

    /** A comment on the post or on one of its comments; some name somebody who has written there. Empty without posts. */
    synchronized Optional<Command> comment(Someone actor, String text, RandomGenerator random) {
        if (latest.isEmpty()) {
            return Optional.empty();
        }
        List<Written> thread = List.copyOf(latest).get(random.nextInt(latest.size()));
        Written root = thread.getFirst();
        Written parent = random.nextInt(3) == 0 ? thread.get(random.nextInt(thread.size())) : root;
        Someone named = thread.get(random.nextInt(thread.size())).author();
        @Nullable Someone mentioned = random.nextInt(3) == 0 && !named.equals(actor) ? named : null;
        return Optional.of(new Command.Comment(
                actor, root.id(), parent, mentioned, mentioned == null ? text : "@" + mentioned.name() + " " + text));
    }
}
