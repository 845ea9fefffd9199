package com.numeneon.notification.sockets;

import com.numeneon.notification.sessions.SessionJournal;
import com.numeneon.notification.stream.EventWindow;
import com.numeneon.notification.stream.History;
import com.numeneon.notification.trail.Trail;
import java.time.Clock;
import java.util.concurrent.Executor;

/**
 * What all sockets of the pod share.
 *
 * @param window from which a socket that asked for a cursor gets what it missed
 * @param history what the window has forgotten
 * @param journal tells all pods which sockets are open here
 * @param trail remembers what became of each frame
 * @param writers takes the first frame after a pause off the thread that offered it
 */
record SocketEnvironment(
        SocketSettings settings,
        EventWindow window,
        History history,
        Executor writers,
        SocketTimer timer,
        SocketMetrics metrics,
        SessionJournal journal,
        Trail trail,
        Clock clock) {}
