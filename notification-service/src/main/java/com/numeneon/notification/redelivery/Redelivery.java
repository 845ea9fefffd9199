package com.numeneon.notification.redelivery;

import com.numeneon.notification.eventlog.EventLog;
import com.numeneon.notification.eventlog.LogUnavailable;
import com.numeneon.notification.eventlog.LoggedEvent;
import com.numeneon.notification.operations.Audit;
import com.numeneon.notification.sockets.SocketRegistry;
import com.numeneon.notification.stream.StreamEvent;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * This pod's part of one order: the events are read from the log and pushed to the user's sockets here, one after the
 * other. For one thread, which ends when it is interrupted and when nobody listens any more.
 */
final class Redelivery {

    /** Time for the other pods to refuse it, before anything goes out anywhere. */
    static final Duration BEFORE_THE_FIRST = Duration.ofSeconds(1);

    private final Order order;
    private final EventLog log;
    private final SocketRegistry sockets;
    private final Audit audit;
    private final Clock clock;
    private EventLog.@Nullable Reader reader;
    private long frames;
    private long skipped;
    private boolean complete;

    Redelivery(Order order, EventLog log, SocketRegistry sockets, Audit audit, Clock clock) {
        this.order = order;
        this.log = log;
        this.sockets = sockets;
        this.audit = audit;
        this.clock = clock;
    }

    /** @throws IOException when nobody listens any more */
    void run(OutputStream out) throws IOException {
        try {
            Thread.sleep(BEFORE_THE_FIRST);
            noteBegin();
            try {
                pushAll(out);
            } finally {
                noteEnd();
            }
            new Report.Done(frames).writeTo(out);
        } catch (LogUnavailable e) {
            new Report.Failed(String.valueOf(e.getMessage())).writeTo(out);
        } catch (InterruptedException e) {
            new Report.Failed("This pod is stopping.").writeTo(out);
        } finally {
            close();
        }
    }

    private void pushAll(OutputStream out) throws IOException, InterruptedException {
        long pause = Duration.ofSeconds(1).dividedBy(order.pace()).toNanos();
        long next = System.nanoTime();
        for (Order.Event event : order.events()) {
            // What reading takes is part of the pause; what was late is not made up for by a rush.
            next = Math.max(next, System.nanoTime() - pause);
            Thread.sleep(Duration.ofNanos(Math.max(0, next - System.nanoTime())));
            next += pause;
            Report.Delivered delivered = push(event);
            frames += delivered.sockets();
            skipped += delivered.skipped();
            delivered.writeTo(out);
        }
        complete = true;
    }

    /** Reads nothing for a user who has no socket here. */
    private Report.Delivered push(Order.Event event) {
        if (!sockets.has(order.userId())) {
            return new Report.Delivered(event, null, 0, 0, clock.instant());
        }
        Optional<StreamEvent> pushed = reader().read(event.place()).flatMap(this::pushed);
        SocketRegistry.Replayed replayed = pushed.map(known -> sockets.replay(order.userId(), known, order.replayId()))
                .orElse(new SocketRegistry.Replayed(0, 0));
        return new Report.Delivered(
                event,
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

    private void close() {
        if (reader != null) {
            reader.close();
        }
    }

    private void noteBegin() {
        audit.note(
                "redelivery on this pod begins replayId={} operator={} address={} userId={} events={} pace={} reason=\"{}\"",
                order.replayId(),
                order.operator(),
                order.address(),
                order.userId(),
                order.events().size(),
                order.pace(),
                order.reason());
    }

    private void noteEnd() {
        audit.note(
                "redelivery on this pod ended replayId={} operator={} userId={} frames={} skipped={} complete={}",
                order.replayId(),
                order.operator(),
                order.userId(),
                frames,
                skipped,
                complete);
    }
}
