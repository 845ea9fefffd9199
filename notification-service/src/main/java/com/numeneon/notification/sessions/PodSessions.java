package com.numeneon.notification.sessions;

import com.numeneon.notification.stream.Cursor;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The open sockets of this pod, as the journal needs them. Called by the consumer thread; no method blocks or throws. */
public interface PodSessions {

    /**
     * How far the sockets without cursors have acknowledged.
     *
     * @param lowest of all that are not in {@code behind}, in each partition
     * @param behind those that have not acknowledged anything for more than five seconds although something was sent
     */
    record Acknowledged(Cursor lowest, Map<String, Cursor> behind) {
        public Acknowledged {
            behind = Map.copyOf(behind);
        }
    }

    /**
     * The socket's turn has come: it gets what lies behind the claim, then live; or live from its opening on.
     *
     * @param claim null when nothing was left for it
     */
    void begin(String session, @Nullable Cursor claim);

    /** A socket that has begun gets, in between, what came from there up to where its own events began. */
    void fill(String session, Cursor claim);

    /** Empty when there is no socket here; without any but those with cursors, where the pod stands. */
    Optional<Acknowledged> acknowledged();

    /** Every open socket here, to be written down anew; each at the position that it has acknowledged. */
    List<SocketOpening> open();
}
