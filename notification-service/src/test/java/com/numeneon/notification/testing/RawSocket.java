package com.numeneon.notification.testing;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A client that writes the protocol byte by byte, so it can do what well-behaved ones cannot: handshakes that are wrong,
 * frames that are too large, silence. For one thread.
 */
public final class RawSocket implements AutoCloseable {

    public static final int CONTINUATION = 0;
    public static final int TEXT = 1;
    public static final int BINARY = 2;
    public static final int CLOSE = 8;
    public static final int PING = 9;
    public static final int PONG = 10;

    private static final String[] UPGRADE = {
        "Upgrade: websocket",
        "Connection: Upgrade",
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
        "Sec-WebSocket-Version: 13"
    };

    /** @param headers by lower-case name */
    public record Answer(int status, Map<String, String> headers, String body) {}

    /** @param closeCode of a close frame, else 0 */
    public record Frame(int opcode, String text, int closeCode) {

        static Frame of(int opcode, byte[] payload) {
            int code = opcode == CLOSE && payload.length >= 2
                    ? ByteBuffer.wrap(payload).getShort() & 0xffff
                    : 0;
            return new Frame(opcode, new String(payload, StandardCharsets.UTF_8), code);
        }
    }

    private final Socket socket;
    private final DataInputStream in;

    private RawSocket(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new DataInputStream(socket.getInputStream());
    }

    public static RawSocket connect(Pod pod) {
        return connect(pod, 64 * 1024);
    }

    /** @param receiveBuffer bytes that the network takes for a reader that does not read */
    public static RawSocket connect(Pod pod, int receiveBuffer) {
        return connect(pod.port(), receiveBuffer);
    }

    public static RawSocket connectToManagement(Pod pod) {
        return connect(pod.managementPort(), 64 * 1024);
    }

    private static RawSocket connect(int port, int receiveBuffer) {
        try {
            Socket socket = new Socket();
            socket.setReceiveBufferSize(receiveBuffer);
            socket.setSoTimeout(10_000);
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return new RawSocket(socket);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A good handshake; its first frame is read already. */
    public static RawSocket open(Pod pod, String token, int receiveBuffer) {
        RawSocket raw = connect(pod, receiveBuffer);
        Answer answer = raw.handshake("/ws/notifications/?token=" + token);
        if (answer.status() != 101) {
            throw new AssertionError("not opened: " + answer);
        }
        raw.read();
        return raw;
    }

    public static RawSocket open(Pod pod, String token) {
        return open(pod, token, 64 * 1024);
    }

    /** A handshake that is right but for what the headers add. */
    public Answer handshake(String target, String... headers) {
        return request("GET", target, concat(UPGRADE, headers));
    }

    public Answer request(String method, String target, String... headers) {
        StringBuilder request = new StringBuilder(method + " " + target + " HTTP/1.1\r\n");
        if (Arrays.stream(headers).noneMatch(header -> header.startsWith("Host:"))) {
            request.append("Host: localhost\r\n");
        }
        for (String header : headers) {
            request.append(header).append("\r\n");
        }
        write(request.append("\r\n").toString().getBytes(StandardCharsets.UTF_8));
        try {
            return answer();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Answer answer() throws IOException {
        int status = Integer.parseInt(line().split(" ", 3)[1]);
        Map<String, String> headers = new HashMap<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            String[] parts = line.split(": ?", 2);
            headers.put(parts[0].toLowerCase(Locale.ROOT), parts[1]);
        }
        byte[] body = in.readNBytes(Integer.parseInt(headers.getOrDefault("content-length", "0")));
        return new Answer(status, headers, new String(body, StandardCharsets.UTF_8));
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = in.readUnsignedByte(); b != '\n'; b = in.readUnsignedByte()) {
            line.write(b);
        }
        return line.toString(StandardCharsets.UTF_8).strip();
    }

    public void sendText(String text) {
        send(TEXT, true, text.getBytes(StandardCharsets.UTF_8));
    }

    /** A masked frame, as clients must; the mask is zero, so the payload stays as it is. */
    public void send(int opcode, boolean last, byte[] payload) {
        ByteBuffer frame = ByteBuffer.allocate(payload.length + 14);
        frame.put((byte) ((last ? 0x80 : 0) | opcode));
        if (payload.length < 126) {
            frame.put((byte) (0x80 | payload.length));
        } else if (payload.length < 65_536) {
            frame.put((byte) (0x80 | 126)).putShort((short) payload.length);
        } else {
            frame.put((byte) (0x80 | 127)).putLong(payload.length);
        }
        frame.putInt(0).put(payload).flip();
        byte[] bytes = new byte[frame.remaining()];
        frame.get(bytes);
        write(bytes);
    }

    /** The next frame, pings included; waits ten seconds. */
    public Frame read() {
        try {
            int opcode = in.readUnsignedByte() & 0x0f;
            long length = in.readUnsignedByte() & 0x7f;
            if (length == 126) {
                length = in.readUnsignedShort();
            } else if (length == 127) {
                length = in.readLong();
            }
            return Frame.of(opcode, in.readNBytes((int) length));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The next text frame; pings before it stay unanswered. */
    public String readText() {
        return readUntil(TEXT).text();
    }

    public String readPong() {
        return readUntil(PONG).text();
    }

    private Frame readUntil(int opcode) {
        Frame frame = read();
        while (frame.opcode() != opcode) {
            frame = read();
        }
        return frame;
    }

    /** Reads on to the server's close frame and gives its code. */
    public int readUntilClose() {
        return readUntil(CLOSE).closeCode();
    }

    /** Empty when the connection is still open after the time. */
    public Optional<Boolean> isGoneWithin(int millis) {
        try {
            socket.setSoTimeout(millis);
            while (in.read() >= 0) {
                // What was under way before the end.
            }
            return Optional.of(true);
        } catch (SocketTimeoutException e) {
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(true);
        }
    }

    private void write(byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
        } catch (IOException e) {
            // The server has closed meanwhile; what it said before can still be read.
        }
    }

    private static String[] concat(String[] first, String[] second) {
        String[] all = new String[first.length + second.length];
        System.arraycopy(first, 0, all, 0, first.length);
        System.arraycopy(second, 0, all, first.length, second.length);
        return all;
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
