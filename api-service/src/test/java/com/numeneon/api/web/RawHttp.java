package com.numeneon.api.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.regex.Pattern;

/** HTTP by hand, for requests that no client library agrees to send. */
final class RawHttp {

    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    private RawHttp() {}

    /** Sends all of it, and only then reads: as a sender does that a reset connection would rob of the answer. */
    static String exchange(int port, byte[]... parts) throws IOException {
        return exchange(port, false, parts);
    }

    /** As {@link #exchange}, and says by the end of the stream that no more will come. */
    static String exchangeHalfClosed(int port, byte[]... parts) throws IOException {
        return exchange(port, true, parts);
    }

    private static String exchange(int port, boolean halfClosed, byte[]... parts) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout((int) TIMEOUT.toMillis());
            OutputStream out = socket.getOutputStream();
            for (byte[] part : parts) {
                out.write(part);
            }
            out.flush();
            if (halfClosed) {
                socket.shutdownOutput();
            }
            return readAnswer(socket.getInputStream());
        }
    }

    static byte[] head(String... lines) {
        return (String.join("\r\n", lines) + "\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1);
    }

    /** Head and as much of the body as the head announces. */
    private static String readAnswer(InputStream in) throws IOException {
        StringBuilder answer = new StringBuilder();
        while (answer.indexOf("\r\n\r\n") < 0) {
            int read = in.read();
            if (read < 0) {
                return answer.toString();
            }
            answer.append((char) read);
        }
        var length = Pattern.compile("(?i)content-length: (\\d+)").matcher(answer);
        if (length.find()) {
            answer.append(new String(in.readNBytes(Integer.parseInt(length.group(1))), StandardCharsets.UTF_8));
        }
        return answer.toString();
    }
}
