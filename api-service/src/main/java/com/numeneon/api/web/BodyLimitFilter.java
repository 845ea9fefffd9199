package com.numeneon.api.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Receives the whole body before anybody acts on the request: one that ends early or is malformed is refused and nothing
 * was done, also where the body is of no interest. Refuses a body over 1 MiB with 413, and leaves no body unread, whoever
 * answers and why: up to 8 MiB of it is read and thrown away, because a server that closes on unread bytes resets the
 * connection before its sender has seen the answer.
 */
final class BodyLimitFilter extends OncePerRequestFilter {

    static final int MAX_BODY = 1024 * 1024;
    private static final int MAX_DISCARDED = 8 * 1024 * 1024;
    private static final int CHUNK = 16 * 1024;
    private static final byte[] NOTHING = {};

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        boolean tooLarge = request.getContentLengthLong() > MAX_BODY;
        if (tooLarge && waitsForPermission(request)) {
            throw tooLarge();
        }
        try {
            if (tooLarge) {
                throw tooLarge();
            }
            chain.doFilter(new ReceivedBody(request, read(request)), response);
        } finally {
            discard(request.getInputStream());
        }
    }

    /**
     * Into an array of the body's size: a request that has none, or a short one, costs no buffer.
     *
     * @throws BodyTooLarge when there is more than the limit
     */
    private static byte[] read(HttpServletRequest request) throws IOException {
        InputStream body = request.getInputStream();
        long length = request.getContentLengthLong();
        if (length >= 0) {
            return body.readNBytes((int) length);
        }
        int first = body.read();
        if (first < 0) {
            return NOTHING;
        }
        byte[] rest = body.readNBytes(MAX_BODY);
        if (rest.length == MAX_BODY) {
            throw tooLarge();
        }
        byte[] bytes = new byte[1 + rest.length];
        bytes[0] = (byte) first;
        System.arraycopy(rest, 0, bytes, 1, rest.length);
        return bytes;
    }

    private static BodyTooLarge tooLarge() {
        return new BodyTooLarge("The request's body is larger than 1 MiB.");
    }

    /** Such a sender sends nothing until it is told to go on, so there is nothing to throw away. */
    private static boolean waitsForPermission(HttpServletRequest request) {
        return "100-continue".equalsIgnoreCase(request.getHeader(HttpHeaders.EXPECT));
    }

    private static void discard(InputStream body) throws IOException {
        if (body.read() < 0) {
            return;
        }
        byte[] chunk = new byte[CHUNK];
        long discarded = 0;
        for (int n = 0; n >= 0 && discarded < MAX_DISCARDED; n = body.read(chunk)) {
            discarded += n;
        }
    }
}
