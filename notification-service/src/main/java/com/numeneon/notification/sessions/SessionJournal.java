package com.numeneon.notification.sessions;

import com.numeneon.notification.stream.Cursor;
import org.jspecify.annotations.Nullable;

/**
 * Writes down for all pods which sockets are open here and how they end. Safe for all threads; no method blocks or throws.
 * What is said about one session is written in the order in which it was said.
 */
public interface SessionJournal {

    /** To be answered, once the record comes back, by {@link PodSessions#begin}, unless the socket asked for cursors. */
    void opened(SocketOpening socket);

    /**
     * Its client did not want it to end: what comes behind the position is kept for it, for two minutes.
     *
     * @param acknowledged null when its client acknowledged nothing since it was opened
     * @param read what {@link #read} gave before that was found out: of claims that came later it says nothing
     */
    void dropped(String session, @Nullable Cursor acknowledged, long read);

    /** Its client is gone for good or was sent away: nothing is kept. Also for sockets with cursors. */
    void left(String session);

    /** How far this pod knows what all pods have written down; what follows from that, its sockets have been told. */
    long read();
}
