package com.numeneon.notification.sessions;

import com.numeneon.notification.stream.Cursor;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What follows from the log for this pod. */
sealed interface Decision {

    /** A claim that went to a socket: what lies behind the position. */
    record Taken(String session, long user, Cursor position) {}

    /** The socket's turn has come, with a claim or without. */
    record Begin(String session, @Nullable Taken claim) implements Decision {}

    /** The socket's turn comes when these pods have spoken or are lost, or when a claim comes to it. */
    record Wait(String session, Set<String> pods) implements Decision {
        public Wait {
            pods = Set.copyOf(pods);
        }
    }

    /** A claim came to a socket that had begun without one. */
    record Fill(String session, Taken claim) implements Decision {}

    /** What it says is sent to this socket too, which had taken another one; the claim stays for one that comes. */
    record Share(String session, Taken claim) implements Decision {}

    /** The others think that this pod is gone: all that it holds is to be written anew. */
    record Announce() implements Decision {}
}
