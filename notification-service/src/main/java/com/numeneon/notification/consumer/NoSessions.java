package com.numeneon.notification.consumer;

import com.numeneon.notification.sessions.PodSessions;
import com.numeneon.notification.sessions.SocketOpening;
import com.numeneon.notification.stream.Cursor;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A pod whose sockets neither leave nor take claims. */
final class NoSessions implements PodSessions {

    @Override
    public void begin(String session, @Nullable Cursor claim) {}

    @Override
    public void fill(String session, Cursor claim) {}

    @Override
    public Optional<Acknowledged> acknowledged() {
        return Optional.empty();
    }

    @Override
    public List<SocketOpening> open() {
        return List.of();
    }
}
