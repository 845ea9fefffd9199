package com.numeneon.notification.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import org.awaitility.Awaitility;

/**
 * Thousands of sockets on one thread. Each counts the texts that it gets and answers pings and close frames, as a browser does. Test
 * threads ask; the crowd's own thread alone touches the connections.
 */
public final class Crowd implements AutoCloseable {

    private static final int MOST_AT_ONCE = 100;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final int port;
    private final Selector selector;
    private final List<Member> members = new ArrayList<>();
    private final ConcurrentLinkedQueue<Member> toRegister = new ConcurrentLinkedQueue<>();
    private final Semaphore handshakes = new Semaphore(MOST_AT_ONCE);
    private final AtomicInteger opened = new AtomicInteger();
    private final AtomicInteger gone = new AtomicInteger();

    public Crowd(int port) throws IOException {
        this.port = port;
        this.selector = Selector.open();
        Thread.ofPlatform().name("crowd").start(this::run);
    }

    /** Returns when all are open, that is, when each has had its first text. */
    public void open(int count, IntFunction<String> tokens) throws IOException, InterruptedException {
        for (int i = 0; i < count; i++) {
            if (!handshakes.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new AssertionError("only " + opened + " were opened");
            }
            Member member =
                    new Member(SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port)));
            member.send(handshake(tokens.apply(i)));
            member.channel.configureBlocking(false);
            members.add(member);
            toRegister.add(member);
            selector.wakeup();
        }
        Awaitility.await("all to be open").atMost(PATIENCE).until(() -> opened.get() == count);
    }

    private static ByteBuffer handshake(String token) {
        return ByteBuffer.wrap("""
                GET /ws/notifications/?token=%s HTTP/1.1\r
                Host: localhost\r
                Upgrade: websocket\r
                Connection: Upgrade\r
                Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
                Sec-WebSocket-Version: 13\r
                \r
                """.formatted(token).getBytes(StandardCharsets.US_ASCII));
    }

    /** Each has had so many texts. */
    public void awaitTexts(int count) {
        Awaitility.await("texts").atMost(PATIENCE).until(() -> withTexts(count) == members.size());
    }

    public int withTexts(int count) {
        return (int) members.stream().filter(member -> member.texts >= count).count();
    }

    /** How many have had a close frame. */
    public int closed() {
        return (int) members.stream().filter(member -> member.closeCode != 0).count();
    }

    /** One for each; zero for one whose connection ended without a close frame. */
    public List<Integer> closeCodes() {
        return members.stream().map(member -> member.closeCode).toList();
    }

    public void awaitAllGone(Duration limit) {
        Awaitility.await("all to be gone").atMost(limit).until(() -> gone.get() == members.size());
    }

    public Duration betweenFirstAndLastClose() {
        var times = members.stream().mapToLong(member -> member.closedAt).summaryStatistics();
        return Duration.ofNanos(times.getMax() - times.getMin());
    }

    private void run() {
        try {
            while (selector.isOpen()) {
                selector.select(this::readable);
                for (Member next = toRegister.poll(); next != null; next = toRegister.poll()) {
                    next.channel.register(selector, SelectionKey.OP_READ, next);
                }
            }
        } catch (ClosedSelectorException e) {
            // The test is over.
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void readable(SelectionKey key) {
        Member member = (Member) key.attachment();
        try {
            if (!member.read()) {
                member.channel.close();
                gone.incrementAndGet();
            }
        } catch (IOException e) {
            key.cancel();
            gone.incrementAndGet();
        }
    }

    @Override
    public void close() throws IOException {
        selector.close();
        for (Member member : members) {
            member.channel.close();
        }
    }

    private final class Member {

        private final SocketChannel channel;
        private final ByteBuffer in = ByteBuffer.allocate(1024);
        private boolean upgraded;
        private volatile int texts;
        private volatile int closeCode;
        private volatile long closedAt;

        Member(SocketChannel channel) {
            this.channel = channel;
        }

        void send(ByteBuffer bytes) throws IOException {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        }

        /** False at the end of the connection. */
        boolean read() throws IOException {
            if (channel.read(in) < 0) {
                return false;
            }
            in.flip();
            if (!upgraded) {
                skipAnswer();
            }
            while (upgraded && takeFrame()) {}
            in.compact();
            return true;
        }

        private void skipAnswer() {
            String text = StandardCharsets.US_ASCII.decode(in.duplicate()).toString();
            int end = text.indexOf("\r\n\r\n");
            if (end >= 0) {
                if (!text.startsWith("HTTP/1.1 101")) {
                    throw new IllegalStateException("refused: " + text);
                }
                in.position(in.position() + end + 4);
                upgraded = true;
            }
        }

        /** A server's frames have no mask, and those of these tests at most a few hundred bytes. */
        private boolean takeFrame() throws IOException {
            if (in.remaining() < 2) {
                return false;
            }
            int begin = in.position();
            int opcode = in.get() & 0x0f;
            int length = in.get() & 0x7f;
            if (length == 126 && in.remaining() >= 2) {
                length = in.getShort() & 0xffff;
            }
            if (in.remaining() < length) {
                in.position(begin);
                return false;
            }
            ByteBuffer payload = in.slice(in.position(), length);
            in.position(in.position() + length);
            take(opcode, payload);
            return true;
        }

        private void take(int opcode, ByteBuffer payload) throws IOException {
            if (opcode == RawSocket.TEXT) {
                int count = texts + 1;
                texts = count;
                if (count == 1) {
                    opened.incrementAndGet();
                    handshakes.release();
                }
            } else if (opcode == RawSocket.CLOSE) {
                closedAt = System.nanoTime();
                closeCode = payload.getShort(0) & 0xffff;
                // Its own code, under a mask of zeros.
                send(ByteBuffer.allocate(8)
                        .put((byte) 0x88)
                        .put((byte) 0x82)
                        .putInt(0)
                        .putShort(payload.getShort(0))
                        .flip());
            } else if (opcode == RawSocket.PING) {
                send(ByteBuffer.allocate(6)
                        .put((byte) 0x8a)
                        .put((byte) 0x80)
                        .putInt(0)
                        .flip());
            }
        }
    }
}
