package com.numeneon.notification.sockets;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A client that reads at once, or, when told to, only when asked. For one thread. */
final class FakeChannel implements SocketChannel {

    final List<String> written = new ArrayList<>();
    final List<CloseCode> closes = new ArrayList<>();
    final List<Integer> asked = new ArrayList<>();
    int pings;
    boolean aborted;

    private final boolean readsAtOnce;
    private @Nullable Completion pending;
    private @Nullable Runnable pendingRead;

    private FakeChannel(boolean readsAtOnce) {
        this.readsAtOnce = readsAtOnce;
    }

    static FakeChannel readingAtOnce() {
        return new FakeChannel(true);
    }

    static FakeChannel readingWhenAsked() {
        return new FakeChannel(false);
    }

    @Override
    public void send(String text, Completion completion) {
        write(() -> written.add(text), completion);
    }

    @Override
    public void ping(int number, Completion completion) {
        write(() -> asked.add(number), completion);
    }

    private void write(Runnable read, Completion completion) {
        if (pending != null) {
            throw new IllegalStateException("a second frame while one is being written");
        }
        if (readsAtOnce) {
            read.run();
            completion.written();
        } else {
            pending = completion;
            pendingRead = read;
        }
    }

    boolean isWriting() {
        return pending != null;
    }

    void read() {
        Completion completion = pending;
        Runnable read = pendingRead;
        if (completion == null || read == null) {
            throw new IllegalStateException("nothing is being written");
        }
        pending = null;
        read.run();
        completion.written();
    }

    void breakDown() {
        Completion broken = pending;
        pending = null;
        if (broken != null) {
            broken.failed();
        }
    }

    @Override
    public void ping() {
        pings++;
    }

    @Override
    public void close(CloseCode code) {
        closes.add(code);
    }

    @Override
    public void abort() {
        aborted = true;
    }
}
