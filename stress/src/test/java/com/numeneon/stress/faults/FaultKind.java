package com.numeneon.stress.faults;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What can go wrong. */
public enum FaultKind {
    /** {@code kill -9}, as all kills. */
    KILL_NOTIFICATION,
    KILL_FRONT_DOOR,
    KILL_API,
    KILL_BROKER,
    KILL_POSTGRES,
    /** SIGSTOP for a while. */
    PAUSE_NOTIFICATION,
    PAUSE_API,
    /** SIGTERM to one notification pod after the other. */
    ROLL_NOTIFICATION,
    /** A third of the clients lose their connections. */
    CUT_CLIENTS,
    /** A fifth of the tabs say goodbye with 1000. */
    CLOSE_TABS;

    private static final Set<FaultKind> BEFORE_THE_STREAM = Set.of(KILL_API, KILL_BROKER, KILL_POSTGRES, PAUSE_API);

    /** Whether an event may enter the stream twice for it, so that even a client with a cursor may get it twice. */
    public boolean mayRepeatEvents() {
        return BEFORE_THE_STREAM.contains(this);
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The kinds of a comma list; all when it is empty. */
    public static List<FaultKind> parse(String list) {
        return list.isBlank()
                ? List.of(values())
                : Arrays.stream(list.split(",", -1))
                        .map(name -> valueOf(name.strip().toUpperCase(Locale.ROOT)))
                        .toList();
    }
}
