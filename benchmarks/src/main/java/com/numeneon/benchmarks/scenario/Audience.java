package com.numeneon.benchmarks.scenario;

import com.numeneon.benchmarks.sockets.Fleet;
import com.numeneon.benchmarks.target.User;
import java.io.IOException;
import java.util.List;

/**
 * Somebody who posts, and the sockets that every post reaches.
 *
 * @param sockets of friends of the author
 */
record Audience(User author, Fleet sockets) implements AutoCloseable {

    /** So many people share the sockets, since one may have only {@value #SOCKETS_EACH}. */
    private static final int FRIENDS = 500;

    private static final int SOCKETS_EACH = 20;

    /** As many sockets, of at most 500 friends who have some each. */
    static Audience of(Session session, int sockets) throws Exception {
        int friends = Math.min(FRIENDS, sockets);
        int each = (sockets + friends - 1) / friends;
        if (each > SOCKETS_EACH) {
            throw new IOException("at most " + FRIENDS * SOCKETS_EACH + " sockets can be opened");
        }
        return connected(session, friends, sockets / each, each);
    }

    /** So many friends, some of them connected. */
    static Audience connected(Session session, int friends, int connected, int each) throws Exception {
        User author = session.people().author(friends);
        List<User> listeners = session.people().crowd(connected);
        session.note("Opening " + connected * each + " sockets");
        return new Audience(author, Fleet.open(session.target(), listeners, each));
    }

    @Override
    public void close() {
        sockets.close();
    }
}
