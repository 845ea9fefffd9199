package com.numeneon.notification.sockets;

import com.numeneon.notification.sessions.SessionJournal;
import com.numeneon.notification.sessions.SocketOpening;
import com.numeneon.notification.stream.Cursor;
import com.numeneon.notification.stream.EventWindow;
import com.numeneon.notification.stream.History;
import com.numeneon.notification.stream.StreamPosition;
import com.numeneon.notification.trail.Trail;
import com.numeneon.notification.trail.TrailSettings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * All that the sockets of a pod share, with a clock that stands still and a journal that only remembers what it was told. For
 * one thread.
 */
final class TestSockets implements SessionJournal {

    static final long EPOCH = 77;

    /** What an end told: the position, or that there is none. */
    record Dropped(String session, @Nullable Cursor acknowledged, long read) {
        Dropped(String session, @Nullable Cursor acknowledged) {
            this(session, acknowledged, 0);
        }
    }

    final ManualTimer timer = new ManualTimer();
    final EventWindow window = new EventWindow(1 << 20, Duration.ofHours(1), timer);
    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    final OpenSessions open = new OpenSessions(window, timer);
    final Trail trail = new Trail(new TrailSettings(1 << 20, Duration.ofHours(1)), timer);
    final List<SocketOpening> opened = new ArrayList<>();
    final List<Dropped> dropped = new ArrayList<>();
    final List<String> left = new ArrayList<>();
    final SocketEnvironment environment;

    /** How far the journal is known. */
    long read;

    /** What happens between the registration of a socket and the end of the journal's first call. */
    Runnable whileOpening = () -> {};

    private final AtomicInteger ids = new AtomicInteger();
    private final boolean beginsAtOnce;

    private TestSockets(SocketSettings settings, History history, boolean beginsAtOnce) {
        this.beginsAtOnce = beginsAtOnce;
        this.environment = new SocketEnvironment(
                settings, window, history, Runnable::run, timer, new SocketMetrics(meters, timer), this, trail, timer);
        window.restart(EPOCH, StreamPosition.START);
        trail.goLive(StreamPosition.START);
        open.startOn(timer);
    }

    /** Nothing is left for anybody. */
    static TestSockets beginningAtOnce(SocketSettings settings) {
        return new TestSockets(settings, History.NONE, true);
    }

    /** A socket without cursors begins when the test says so. */
    static TestSockets undecided(SocketSettings settings, History history) {
        return new TestSockets(settings, history, false);
    }

    static SocketSettings settings(int queueBytes) {
        return new SocketSettings(100, 100, queueBytes, Duration.ofSeconds(25), Duration.ZERO);
    }

    SocketRegistry registry() {
        return new SocketRegistry(
                environment, open, new Heartbeat(timer), () -> session(ids.incrementAndGet()), meters);
    }

    double count(String meter, String tag, String value) {
        return meters.counter(meter, tag, value).count();
    }

    @Override
    public synchronized void opened(SocketOpening socket) {
        opened.add(socket);
        whileOpening.run();
        if (beginsAtOnce && !socket.cursors()) {
            open.begin(socket.session(), null);
        }
    }

    @Override
    public void dropped(String session, @Nullable Cursor acknowledged, long read) {
        dropped.add(new Dropped(session, acknowledged, read));
    }

    @Override
    public long read() {
        return read;
    }

    @Override
    public void left(String session) {
        left.add(session);
    }

    /** The id of the nth socket. */
    static String session(int number) {
        return new UUID(0, number).toString();
    }
}
