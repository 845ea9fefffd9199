package com.numeneon.notification.sessions;

import com.numeneon.notification.stream.Cursor;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Turns what is said of this pod's sockets into records, which a thread of its own writes in their order. Broker outages are
 * waited for; what does not fit into the queue meanwhile is dropped and counted, and its sockets go without claims. Stopped
 * after the last socket is gone, with the records of a drain written, in bounded time.
 *
 * <p>Safe for all threads; nothing but {@link #stop} blocks.
 */
final class QueuedSessionJournal implements SessionJournal, SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(QueuedSessionJournal.class);
    private static final Duration FLUSH = Duration.ofSeconds(3);
    private static final Duration CLOSE = Duration.ofSeconds(2);
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final String pod;
    private final SessionLog log;
    private final WaitingSockets waiting;
    private final JournalQueue queue;
    private final Map<String, SocketOpening> open = new ConcurrentHashMap<>();
    private final Counter written;
    private final Counter failed;
    private final Counter dropped;
    private final Thread thread = Thread.ofPlatform().name("session-journal").unstarted(this::write);
    private volatile long read;

    QueuedSessionJournal(PodId pod, JournalQueue queue, SessionLog log, WaitingSockets waiting, MeterRegistry meters) {
        this.queue = queue;
        this.pod = pod.value();
        this.log = log;
        this.waiting = waiting;
        this.written = records(meters, "written");
        this.failed = records(meters, "failed");
        this.dropped = records(meters, "dropped");
        Gauge.builder("numeneon.journal.queue", queue, JournalQueue::size)
                .description("records about sockets that are not written yet")
                .register(meters);
    }

    private static Counter records(MeterRegistry meters, String outcome) {
        return Counter.builder("numeneon.journal.records")
                .description("records about sockets, for the other pods")
                .tag("outcome", outcome)
                .register(meters);
    }

    @Override
    public void opened(SocketOpening socket) {
        if (!socket.cursors()) {
            waiting.add(socket.session());
        }
        open.put(socket.session(), socket);
        if (!write(new SessionRecord.Opened(socket, pod, false))) {
            waiting.giveUp(socket.session());
        }
    }

    @Override
    public void dropped(String session, @Nullable Cursor acknowledged, long read) {
        waiting.remove(session);
        SocketOpening socket = open.remove(session);
        if (socket != null) {
            write(
                    socket.cursors()
                            ? new SessionRecord.Ended(session)
                            : new SessionRecord.Closed(
                                    session, socket.user(), socket.tokenId(), pod, acknowledged, read));
        }
    }

    @Override
    public void left(String session) {
        waiting.remove(session);
        if (open.remove(session) != null) {
            write(new SessionRecord.Ended(session));
        }
    }

    /** Says again that a socket is open, unless its end was said meanwhile. */
    void announce(SocketOpening socket) {
        open.computeIfPresent(socket.session(), (id, before) -> {
            write(new SessionRecord.Opened(socket, pod, true));
            return before;
        });
    }

    /** Whether it found room. */
    boolean write(SessionRecord record) {
        if (queue.offer(record)) {
            return true;
        }
        dropped.increment();
        return false;
    }

    /** The pod knows the topic up to this offset, and its sockets have been told what follows. */
    void knows(long read) {
        this.read = read;
    }

    @Override
    public long read() {
        return read;
    }

    private void write() {
        try {
            for (SessionRecord record = queue.take(); record != null; record = queue.take()) {
                hand(record);
            }
        } catch (InterruptedException e) {
            LOG.debug("stopped while Kafka could not be written");
        }
    }

    private void hand(SessionRecord record) throws InterruptedException {
        while (true) {
            try {
                log.append(SessionRecordCodec.key(record), SessionRecordCodec.body(record), e -> handed(record, e));
                return;
            } catch (RuntimeException e) {
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
                LOG.warn("sockets cannot be written down, next attempt in ms={}: {}", PAUSE.toMillis(), e.toString());
                Thread.sleep(PAUSE);
            }
        }
    }

    private void handed(SessionRecord record, @Nullable Exception refused) {
        queue.done(record);
        if (refused == null) {
            written.increment();
        } else {
            failed.increment();
            if (record instanceof SessionRecord.Opened opened && !opened.again()) {
                waiting.giveUp(opened.socket().session());
            }
            LOG.warn("a record about a socket was not written: {}", refused.toString());
        }
    }

    @Override
    public void start() {
        thread.start();
    }

    @Override
    public void stop() {
        queue.close();
        try {
            if (!thread.join(FLUSH)) {
                thread.interrupt();
                thread.join(PAUSE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        log.close(CLOSE);
        if (queue.size() > 0) {
            LOG.warn("records={} about sockets were not written", queue.size());
        }
    }

    @Override
    public boolean isRunning() {
        return thread.isAlive();
    }

    /** After the sockets and the ports, before the consumer. */
    @Override
    public int getPhase() {
        return 1;
    }
}
