package com.numeneon.api.invariants;

import org.jspecify.annotations.Nullable;

/**
 * What must hold after every commit.
 *
 * @param name the tag of its metric, such as {@code posts.likes_count}
 * @param rule a sentence for people
 * @param table whose rows are walked through, by a column {@code id}
 * @param violators a query for the ids of its rows above {@code :after} and up to {@code :upto} that break it, whose cost
 *     depends on these rows and what belongs to them alone
 * @param repair null where no other row says what is right
 */
public record Invariant(
        String name,
        String rule,
        String table,
        String violators,
        @Nullable Repair repair) {

    /** Makes it hold of one row, from the rows that it is derived from. */
    @FunctionalInterface
    public interface Repair {

        /**
         * In the transaction of the caller. Takes the locks that the commands take, in their order; then, in a statement
         * of its own, whose snapshot is younger than the locks, changes what is wrong.
         *
         * @return false when nothing had to be changed, or nothing can be
         */
        boolean repair(long id);
    }

    /** One that can only be reported. */
    public static Invariant reported(String name, String rule, String table, String violators) {
        return new Invariant(name, rule, table, violators, null);
    }
}
