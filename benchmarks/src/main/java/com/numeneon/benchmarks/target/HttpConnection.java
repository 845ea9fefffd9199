package com.numeneon.benchmarks.target;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One kept-alive HTTP/1.1 connection, opened when it is first needed and again after a failure. For one thread at a time;
 * made for virtual ones. It does only what measuring takes, as whatever it costs is taken from the measured machine.
 */
public final class HttpConnection implements Closeable {

    private static final int SILENCE_MS = 30_000;

    /** Servers close what idles; a connection older than this is not trusted. */
    private static final long IDLE_NANOS = Duration.ofSeconds(5).toNanos();

    private static final int LONGEST_LINE = 16_384;

    private final URI origin;
    private final String host;
    private @Nullable Socket socket;
    private @Nullable InputStream in;
    private @Nullable OutputStream out;
    private long lastUsed;

    public HttpConnection(URI origin) {
        this.origin = origin;
        this.host = origin.getRawAuthority();
    }

    public Answer get(String path, @Nullable String token) throws IOException {
        return send("GET", path, token, null);
    }

    public Answer post(String path, @Nullable String token, @Nullable String json) throws IOException {
        return send("POST", path, token, json);
    }

    /**
     * Sends a request and reads its answer whole.
     *
     * @param token the bearer's, null for none
     * @throws IOException when the connection fails or is silent for 30 s; the next request opens another
     */
    public Answer send(String method, String path, @Nullable String token, @Nullable String json) throws IOException {
        byte[] body = json == null ? new byte[0] : json.getBytes(StandardCharsets.UTF_8);
        StringBuilder head = new StringBuilder(1_024)
                .append(method)
                .append(' ')
                .append(path)
                .append(" HTTP/1.1\r\nHost: ")
                .append(host)
                .append("\r\n");
        if (token != null) {
            head.append("Authorization: Bearer ").append(token).append("\r\n");
        }
        if (json != null) {
            head.append("Content-Type: application/json\r\n");
        }
        head.append("Content-Length: ").append(body.length).append("\r\n\r\n");
        try {
            OutputStream to = open();
            // One write, so one packet.
            byte[] request = new byte[head.length() + body.length];
            byte[] headBytes = head.toString().getBytes(StandardCharsets.ISO_8859_1);
            System.arraycopy(headBytes, 0, request, 0, headBytes.length);
            System.arraycopy(body, 0, request, headBytes.length, body.length);
            to.write(request);
            to.flush();
            Answer answer = read();
            lastUsed = System.nanoTime();
            return answer;
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    private OutputStream open() throws IOException {
        if (System.nanoTime() - lastUsed > IDLE_NANOS) {
            close();
        }
        if (out == null) {
            Socket fresh = Wire.connect(origin, SILENCE_MS);
            socket = fresh;
            in = new BufferedInputStream(fresh.getInputStream(), 4_096);
            out = fresh.getOutputStream();
        }
        return out;
    }

    private Answer read() throws IOException {
        String status = line();
        if (!status.matches("HTTP/1\\.1 \\d{3}.*")) {
            throw new IOException("no HTTP/1.1 answer but \"" + status + "\"");
        }
        int code = Integer.parseInt(status.substring(9, 12));
        int length = code == 204 ? 0 : -1;
        boolean chunked = false;
        boolean last = false;
        for (String header = line(); !header.isEmpty(); header = line()) {
            String lower = header.toLowerCase(Locale.ROOT);
            if (lower.startsWith("content-length:")) {
                length = Integer.parseInt(
                        lower.substring("content-length:".length()).strip());
            } else if (lower.startsWith("transfer-encoding:")) {
                chunked = lower.contains("chunked");
            } else if (lower.startsWith("connection:")) {
                last = lower.contains("close");
            }
        }
        byte[] body = chunked
                ? chunks()
                : length >= 0 ? stream().readNBytes(length) : stream().readAllBytes();
        if (!chunked && body.length < length) {
            throw new EOFException("the answer ended in the middle of its body");
        }
        if (last || (!chunked && length < 0)) {
            close();
        }
        return new Answer(code, body);
    }

    private byte[] chunks() throws IOException {
        var whole = new ByteArrayOutputStream();
        while (true) {
            int size = Integer.parseInt(line().replaceFirst(";.*", "").strip(), 16);
            if (size == 0) {
                while (!line().isEmpty()) {
                    // Trailers tell nothing here.
                }
                return whole.toByteArray();
            }
            byte[] chunk = stream().readNBytes(size);
            if (chunk.length < size) {
                throw new EOFException("the answer ended in the middle of a chunk");
            }
            whole.writeBytes(chunk);
            line();
        }
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder(64);
        for (int octet = stream().read(); octet != '\n'; octet = stream().read()) {
            if (octet < 0) {
                throw new EOFException("the connection ended before the answer");
            }
            if (line.length() > LONGEST_LINE) {
                throw new IOException("a header line is longer than " + LONGEST_LINE);
            }
            if (octet != '\r') {
                line.append((char) octet);
            }
        }
        return line.toString();
    }

    private InputStream stream() throws IOException {
        if (in == null) {
            throw new EOFException("the connection is closed");
        }
        return in;
    }

    @Override
    public void close() {
        Socket closing = socket;
        socket = null;
        in = null;
        out = null;
        if (closing != null) {
            try {
                closing.close();
            } catch (IOException e) {
                // Nothing is left to lose.
            }
        }
    }
}
