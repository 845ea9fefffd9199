package com.numeneon.notification.sockets;

import com.numeneon.notification.sessions.PodSessions;
import com.numeneon.notification.sessions.SocketOpening;
import com.numeneon.notification.stream.Cursor;
import com.numeneon.notification.stream.EventWindow;
import com.numeneon.notification.stream.StreamPosition;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The sockets of this pod by the id that their first frame says. One is here from before the moment of its opening until
 * after the journal was told of its end, so what it has not acknowledged is never missing from {@link #acknowledged}.
 *
 * <p>Safe for all threads.
 */
final class OpenSessions implements PodSessions {

    /** Some sockets wait this much longer for their ping than they should, or for nothing. */
    private static final Duration ASK_INTERVAL = Duration.ofMillis(250);

    private final ConcurrentHashMap<String, SocketSession> sockets = new ConcurrentHashMap<>();
    private final EventWindow window;
    private final Clock clock;

    OpenSessions(EventWindow window, Clock clock) {
        this.window = window;
        this.clock = clock;
    }

    /** Looks at every socket four times a second: a few nanoseconds for each that has nothing to ask. */
    void startOn(SocketTimer timer) {
        timer.every(
                ASK_INTERVAL,
                () -> sockets.values().forEach(socket -> socket.events().askWhenDue()));
    }

    void add(SocketSession socket) {
        sockets.put(socket.id(), socket);
    }

    void remove(SocketSession socket) {
        sockets.remove(socket.id());
    }

    @Override
    public void begin(String session, @Nullable Cursor claim) {
        SocketSession socket = sockets.get(session);
        if (socket != null) {
            socket.events().begin(claim);
        }
    }

    @Override
    public void fill(String session, Cursor claim) {
        SocketSession socket = sockets.get(session);
        if (socket != null) {
            socket.events().fill(claim);
        }
    }

    @Override
    public Optional<Acknowledged> acknowledged() {
        // In this order: an event that comes meanwhile is behind the position, and whoever opens meanwhile opens there.
        Cursor pod = window.cursor();
        long now = clock.millis();
        StreamPosition lowest = pod.position();
        Map<String, Cursor> behind = new HashMap<>();
        boolean any = false;
        for (SocketSession socket : sockets.values()) {
            SocketEvents events = socket.events();
            any = true;
            if (events.withCursors()) {
                continue;
            }
            Cursor position = events.acknowledged(pod);
            if (position.epoch() == pod.epoch() && !position.position().equals(pod.position())) {
                if (events.isBehind(now)) {
                    behind.put(socket.id(), position);
                } else {
                    lowest = lowest.min(position.position());
                }
            }
        }
        return any ? Optional.of(new Acknowledged(new Cursor(pod.epoch(), lowest), behind)) : Optional.empty();
    }

    @Override
    public List<SocketOpening> open() {
        Cursor pod = window.cursor();
        return sockets.values().stream()
                .map(socket -> socket.events().openingAt(pod))
                .toList();
    }
}
