package com.numeneon.benchmarks.sockets;

import com.numeneon.benchmarks.target.Wire;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The client's end of one WebSocket (RFC 6455), which does no more than reading frames and answering pings: on a virtual
 * thread and with a small buffer, so that one process holds ten thousand. Extensions are not asked for.
 */
public final class FrameSocket implements Closeable {

    private static final int TEXT = 0x1;
    private static final int CLOSE = 0x8;
    private static final int PING = 0x9;
    private static final int PONG = 0xA;
    private static final int ABNORMAL = 1006;
    private static final int LARGEST = 1 << 20;
    private static final int FIRST_BUFFER = 512;

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;
    private final FrameListener listener;
    private byte[] buffer = new byte[FIRST_BUFFER];
    private int begin;
    private int end;
    private volatile boolean closed;

    private FrameSocket(Socket socket, FrameListener listener) throws IOException {
        this.socket = socket;
        this.in = socket.getInputStream();
        this.out = socket.getOutputStream();
        this.listener = listener;
    }

    /**
     * Opens one; from then on the listener is called.
     *
     * @param origin http or https
     * @param pathAndQuery such as {@code /ws/notifications/?token=…}
     * @throws RefusedException with the status of another answer
     */
    public static FrameSocket open(URI origin, String pathAndQuery, FrameListener listener) throws IOException {
        Socket socket = Wire.connect(origin, 0);
        try {
            FrameSocket opened = new FrameSocket(socket, listener);
            opened.shakeHands(origin, pathAndQuery);
            Thread.ofVirtual().start(opened::read);
            return opened;
        } catch (IOException | RuntimeException e) {
            socket.close();
            throw e;
        }
    }

    /** Sends a text frame. Safe for all threads. */
    public void send(String text) throws IOException {
        write(TEXT, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Ends the connection as a cut cable does: without a close frame, and with a reset. */
    public void cut() throws IOException {
        socket.setSoLinger(true, 0);
        close();
    }

    @Override
    public void close() throws IOException {
        closed = true;
        socket.close();
    }

    private void shakeHands(URI origin, String pathAndQuery) throws IOException {
        // The key proves nothing here, so that of the RFC's example will do.
        String request = "GET " + pathAndQuery + " HTTP/1.1\r\nHost: " + origin.getRawAuthority()
                + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";
        out.write(request.getBytes(StandardCharsets.US_ASCII));
        out.flush();
        int last = -1;
        while (last < 0) {
            fill();
            last = endOfHead();
        }
        String head = new String(buffer, begin, last - begin, StandardCharsets.US_ASCII);
        if (!head.matches("(?s)HTTP/1\\.1 \\d{3}.*")) {
            throw new IOException("no HTTP/1.1 answer to the handshake");
        }
        int status = Integer.parseInt(head.substring(9, 12));
        if (status != 101) {
            throw new RefusedException(status);
        }
        begin = last;
    }

    /** The place after the empty line, or -1. */
    private int endOfHead() {
        for (int i = begin; i + 3 < end; i++) {
            if (buffer[i] == '\r' && buffer[i + 1] == '\n' && buffer[i + 2] == '\r' && buffer[i + 3] == '\n') {
                return i + 4;
            }
        }
        return -1;
    }

    private void read() {
        int code = ABNORMAL;
        try (socket) {
            while (true) {
                need(2);
                int first = buffer[begin] & 0xFF;
                int size = buffer[begin + 1] & 0x7F;
                int head = 2;
                if (size == 126) {
                    head = 4;
                    need(head);
                    size = ((buffer[begin + 2] & 0xFF) << 8) | (buffer[begin + 3] & 0xFF);
                } else if (size == 127) {
                    throw new IOException("a frame is longer than the contract's longest");
                }
                need(head + size);
                int offset = begin + head;
                begin = offset + size;
                switch (first & 0x0F) {
                    case TEXT -> {
                        if ((first & 0x80) == 0) {
                            throw new IOException("a frame comes in fragments");
                        }
                        listener.frame(buffer, offset, size, System.nanoTime());
                    }
                    case PING -> write(PONG, Arrays.copyOfRange(buffer, offset, offset + size));
                    case CLOSE -> {
                        code = size < 2 ? 1005 : ((buffer[offset] & 0xFF) << 8) | (buffer[offset + 1] & 0xFF);
                        write(CLOSE, Arrays.copyOfRange(buffer, offset, offset + Math.min(size, 2)));
                        throw new EOFException("the server closed the socket");
                    }
                    default -> {
                        // Pongs and what is not the contract's.
                    }
                }
            }
        } catch (IOException e) {
            if (!closed) {
                listener.closed(code);
            }
        }
    }

    /** Has so many bytes in the buffer from {@code begin} on. */
    private void need(int bytes) throws IOException {
        while (end - begin < bytes) {
            if (bytes > LARGEST) {
                throw new IOException("a frame is larger than " + LARGEST + " bytes");
            }
            if (begin == end) {
                begin = 0;
                end = 0;
            }
            if (buffer.length - begin < bytes) {
                byte[] roomier = bytes > buffer.length ? new byte[Integer.highestOneBit(bytes) << 1] : buffer;
                System.arraycopy(buffer, begin, roomier, 0, end - begin);
                end -= begin;
                begin = 0;
                buffer = roomier;
            }
            fill();
        }
    }

    private void fill() throws IOException {
        if (end == buffer.length) {
            buffer = Arrays.copyOf(buffer, buffer.length * 2);
        }
        int read = in.read(buffer, end, buffer.length - end);
        if (read < 0) {
            throw new EOFException("the connection ended");
        }
        end += read;
    }

    /** Masked with zeros, as a client has to mask and nobody here has a cache to poison. */
    private synchronized void write(int opcode, byte[] payload) throws IOException {
        int extended = payload.length > 125 ? 2 : 0;
        byte[] frame = new byte[2 + extended + 4 + payload.length];
        frame[0] = (byte) (0x80 | opcode);
        if (extended > 0) {
            frame[1] = (byte) (0x80 | 126);
            frame[2] = (byte) (payload.length >> 8);
            frame[3] = (byte) payload.length;
        } else {
            frame[1] = (byte) (0x80 | payload.length);
        }
        System.arraycopy(payload, 0, frame, 2 + extended + 4, payload.length);
        out.write(frame);
        out.flush();
    }
}
