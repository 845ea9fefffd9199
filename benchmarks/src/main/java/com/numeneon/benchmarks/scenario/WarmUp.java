package com.numeneon.benchmarks.scenario;

import com.numeneon.benchmarks.load.Loop;
import com.numeneon.benchmarks.target.User;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Makes a target's compiler do its work before anything is measured: once for each target. */
final class WarmUp {

    private static final int SENDERS = 16;
    private static final Duration LONGEST = Duration.ofSeconds(8);

    private WarmUp() {}

    /** At most 8 s, and not longer than one measurement takes. */
    static void of(Session session, Duration time) throws Exception {
        session.once(Boolean.class, "warm", () -> {
            List<User> users = session.people().crowd(2 * SENDERS);
            session.note("Warming up " + session.target().origin());
            Duration bounded = time.compareTo(LONGEST) < 0 ? time : LONGEST;
            Loop.closed(
                    SENDERS,
                    bounded,
                    number -> new Messages(session.target().origin(), users, number, Optional.empty(), 0));
            return true;
        });
    }
}
