package com.numeneon.api.idempotency;

import com.numeneon.api.testing.ApiService;
import com.numeneon.api.testing.TestUser;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A message with a key, sent by hand: what no client library agrees to send, or to give up. */
final class RawPost implements AutoCloseable {

    private final Socket socket;

    /** @param keyHeaders lines of the head, in ISO 8859-1 */
    RawPost(ApiService service, TestUser sender, String body, String... keyHeaders) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), service.port());
        socket.setSoTimeout(20_000);
        byte[] content = body.getBytes(StandardCharsets.UTF_8);
        String head = String.join(
                "\r\n",
                "POST /api/messages/ HTTP/1.1",
                "Host: localhost",
                "Content-Type: application/json",
                "Content-Length: " + content.length,
                "Authorization: Bearer " + sender.access(),
                String.join("\r\n", keyHeaders),
                "\r\n");
        socket.getOutputStream().write(head.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().write(content);
        socket.getOutputStream().flush();
    }

    int status() throws IOException {
        var reader = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
        return Integer.parseInt(String.valueOf(reader.readLine()).split(" ", -1)[1]);
    }

    /** Goes away without a word. */
    @Override
    public void close() throws IOException {
        socket.close();
    }
}
