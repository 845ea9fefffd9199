package com.numeneon.stress.workload;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A command in the ledger. Written by the thread that sends it; the answer is safe for all threads.
 *
 * @see Ledger
 */
public final class Entry {

    private final String key;
    private final Command command;
    private final boolean once;
    private volatile @Nullable JsonNode answer;
    private volatile String end = "under way";

    /** @param once whether nothing fails meanwhile that may make an event come twice */
    Entry(String key, Command command, boolean once) {
        this.key = key;
        this.command = command;
        this.once = once;
    }

    /** The {@code Idempotency-Key}. */
    public String key() {
        return key;
    }

    public Command command() {
        return command;
    }

    boolean once() {
        return once;
    }

    void acknowledged(JsonNode body) {
        answer = body;
        end = "acknowledged";
    }

    void ended(String how) {
        end = how;
    }

    /** The body of its 2xx; empty without one: only the database knows then. */
    public Optional<JsonNode> answer() {
        return Optional.ofNullable(answer);
    }

    @Override
    public String toString() {
        return command.getClass().getSimpleName() + " " + key + " of user "
                + command.actor().id() + ", " + end;
    }
}
