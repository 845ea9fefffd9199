package com.numeneon.api.testing;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * HTTP/1.1 over one kept connection, byte for byte as the test says: for requests that no library agrees to send. A new
 * connection is made when the server has closed the old one. For one thread.
 */
public final class RawClient implements AutoCloseable {

    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    private final int port;
    private @Nullable Socket socket;
    private @Nullable InputStream in;

    public RawClient(int port) {
        this.port = port;
    }

    /**
     * Sends all of it, and only then reads.
     *
     * @param request head and body
     * @param bodiless whether the answer has no body whatever its head says, as to HEAD
     */
    public RawAnswer exchange(byte[] request, boolean bodiless) {
        boolean fresh = socket == null;
        try {
            return attempt(request, bodiless);
        } catch (IOException e) {
            close();
            if (fresh) {
                throw new UncheckedIOException(e);
            }
        }
        // The server may close a connection that idles, at any time: only a fresh one that fails says something.
        try {
            return attempt(request, bodiless);
        } catch (IOException e) {
            close();
            throw new UncheckedIOException(e);
        }
    }

    private RawAnswer attempt(byte[] request, boolean bodiless) throws IOException {
        Socket connection = socket;
        InputStream input = in;
        if (connection == null || input == null) {
            connection = new Socket(InetAddress.getLoopbackAddress(), port);
            connection.setSoTimeout((int) TIMEOUT.toMillis());
            connection.setTcpNoDelay(true);
            input = new BufferedInputStream(connection.getInputStream());
            socket = connection;
            in = input;
        }
        OutputStream out = connection.getOutputStream();
        out.write(request);
        out.flush();
        RawAnswer answer = read(input, bodiless);
        if (answer.header("connection").map(it -> it.equalsIgnoreCase("close")).orElse(false)) {
            close();
        }
        return answer;
    }

    private static RawAnswer read(InputStream in, boolean bodiless) throws IOException {
        String[] status = line(in).split(" ", 3);
        if (!status[0].startsWith("HTTP/1.1")) {
            throw new IOException("no HTTP: " + String.join(" ", status));
        }
        Map<String, List<String>> headers = new LinkedHashMap<>();
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            int colon = line.indexOf(':');
            headers.computeIfAbsent(line.substring(0, colon).toLowerCase(Locale.ROOT), name -> new ArrayList<>())
                    .add(line.substring(colon + 1).strip());
        }
        int code = Integer.parseInt(status[1]);
        byte[] body = bodiless || code == 204 || code == 304 ? new byte[0] : body(in, headers);
        return new RawAnswer(code, headers, new String(body, StandardCharsets.UTF_8));
    }

    private static byte[] body(InputStream in, Map<String, List<String>> headers) throws IOException {
        if (headers.containsKey("content-length")) {
            return in.readNBytes(Integer.parseInt(headers.get("content-length").getFirst()));
        }
        if (!headers.containsKey("transfer-encoding")) {
            return in.readAllBytes();
        }
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        while (true) {
            byte[] chunk = in.readNBytes(Integer.parseInt(line(in), 16));
            body.writeBytes(chunk);
            line(in);
            if (chunk.length == 0) {
                return body.toByteArray();
            }
        }
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("the connection was closed after \"" + line + "\"");
            }
            if (next != '\r') {
                line.write(next);
            }
        }
        return line.toString(StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close() {
        Socket open = socket;
        socket = null;
        in = null;
        if (open != null) {
            try {
                open.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
