package com.numeneon.standalone.frontdoor;

import com.numeneon.contracts.problem.Problem;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.xnio.conduits.AbstractStreamSinkConduit;
import org.xnio.conduits.StreamSinkConduit;

/**
 * Gives a problem body to the one answer that the HTTP parser writes by itself, before there is an exchange that a handler
 * could answer: 400 for a request that is no HTTP.
 *
 * <p>The parser's text is constant and always one write of its own, so it is recognised by comparison; all else passes
 * untouched. Used by the connection's I/O thread alone.
 */
final class UnreadableRequestConduit extends AbstractStreamSinkConduit<StreamSinkConduit> {

    private static final ByteBuffer BARE =
            ascii("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");

    private @Nullable ByteBuffer answer;

    UnreadableRequestConduit(StreamSinkConduit next) {
        super(next);
    }

    @Override
    public int write(ByteBuffer source) throws IOException {
        if (answer == null && source.remaining() == BARE.remaining() && source.equals(BARE)) {
            answer = withBody();
        }
        if (answer == null) {
            return next.write(source);
        }
        while (answer.hasRemaining()) {
            if (next.write(answer) == 0) {
                return 0;
            }
        }
        int taken = source.remaining();
        source.position(source.limit());
        return taken;
    }

    private static ByteBuffer withBody() {
        String body = Refusal.UNREADABLE.body();
        return ascii("HTTP/1.1 400 Bad Request\r\nContent-Type: " + Problem.MEDIA_TYPE + "\r\nContent-Length: "
                + body.length() + "\r\nConnection: close\r\n\r\n" + body);
    }

    private static ByteBuffer ascii(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
    }
}
