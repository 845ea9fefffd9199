package com.numeneon.infra;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Something that can run as a process of its own: what must be done before it starts, the command, when it is ready
 * and how it wants to be ended. One program may be started many times, one after the other, never twice at once.
 */
public interface Program {

    /** Names the process in messages and files, such as {@code postgres}. */
    String name();

    /** Called before every start, on the thread that then starts the process. May take seconds. */
    default void prepare() throws IOException, InterruptedException {}

    List<String> command() throws IOException;

    /** Set in addition to this process's own environment. */
    default Map<String, String> environment() {
        return Map.of();
    }

    /** Names in this process's environment that the new one must not see, such as secrets it has no use for. */
    default Set<String> withheldEnvironment() {
        return Set.of();
    }

    /** Whether the running process can do its work now. Polled, so it must answer within about a second. */
    boolean isReady(long pid);

    default Duration startTimeout() {
        return Duration.ofSeconds(60);
    }

    /** Asks the process to end in its orderly way. */
    default Signal endSignal() {
        return Signal.TERM;
    }

    /** What the kernel sends to the process when the one that started it is gone (Linux). */
    default Signal orphanSignal() {
        return Signal.KILL;
    }

    /** PostgreSQL does: it is then run in a user namespace where it is nobody in particular. */
    default boolean refusesToRunAsRoot() {
        return false;
    }
}
