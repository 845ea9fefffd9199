package com.numeneon.notification.sockets;

import com.numeneon.notification.sessions.SessionJournal;
import com.numeneon.notification.sessions.SocketOpening;
import com.numeneon.notification.stream.Cursor;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * What the journal is told about one socket: that it is open and then, once, how it ended; nothing at all about one that
 * ended before. Safe for all threads, holds no lock while it tells.
 */
final class JournalEntries {

    private enum Told {
        NOTHING,
        OPENING,
        OPENED,
        ENDED
    }

    private final SessionJournal journal;
    private final String session;
    private final AtomicReference<Told> told = new AtomicReference<>(Told.NOTHING);
    private volatile @Nullable Runnable end;

    JournalEntries(SessionJournal journal, String session) {
        this.journal = journal;
        this.session = session;
    }

    /** Called once. */
    void opened(SocketOpening opening) {
        if (told.compareAndSet(Told.NOTHING, Told.OPENING)) {
            journal.opened(opening);
            if (!told.compareAndSet(Told.OPENING, Told.OPENED) && end != null) {
                end.run();
            }
        }
    }

    /** Its client wants it back. Called once, unless {@link #left} is. */
    void dropped(@Nullable Cursor acknowledged, long read) {
        ended(() -> journal.dropped(session, acknowledged, read));
    }

    /** Nobody wants it back. Called once, unless {@link #dropped} is. */
    void left() {
        ended(() -> journal.left(session));
    }

    private void ended(Runnable how) {
        end = how;
        if (told.getAndSet(Told.ENDED) == Told.OPENED) {
            how.run();
        }
    }
}
