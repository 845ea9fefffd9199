package com.numeneon.notification.redelivery;

import com.numeneon.notification.eventlog.EventLog;
import com.numeneon.notification.eventlog.LoggedEvent;
import com.numeneon.notification.sockets.SocketRegistry;
import com.numeneon.notification.stream.StreamEvent;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads events of an order from the log and queues them at the user's sockets on this pod. For one thread at a time. */
final class FromLog implements Part.Pushing {

    private final Order order;
    private final EventLog log;
    private final SocketRegistry sockets;
    private final Clock clock;
    private EventLog.@Nullable Reader reader;

    FromLog(Order order, EventLog log, SocketRegistry sockets, Clock clock) {
        this.order = order;
        this.log = log;
        this.sockets = sockets;
        this.clock = clock;
    }

    /** Reads nothing for a user who has no socket here. */
    @Override
    public Turn push(Order.Event event) {
        if (!sockets.has(order.userId())) {
            return new Turn(null, 0, 0, clock.instant());
        }
        Optional<StreamEvent> pushed = reader().read(event.place()).flatMap(this::pushed);
        SocketRegistry.Replayed replayed = pushed.map(known -> sockets.replay(order.userId(), known, order.replayId()))
                .orElse(new SocketRegistry.Replayed(0, 0));
        return new Turn(
                pushed.map(known -> known.id().toString()).orElse(null),
                replayed.sockets(),
                replayed.skipped(),
                clock.instant());
    }

    /** As live pushes it, and only to somebody whom live would push it to. */
    private Optional<StreamEvent> pushed(LoggedEvent logged) {
        return logged.content() instanceof LoggedEvent.Known known
                ? known.pushed().get().filter(event -> event.isFor(order.userId()))
                : Optional.empty();
    }

    private EventLog.Reader reader() {
        EventLog.Reader opened = reader == null ? log.reader() : reader;
        reader = opened;
        return opened;
    }

    @Override
    public void close() {
        if (reader != null) {
            reader.close();
        }
    }
}
