package com.numeneon.standalone.frontdoor;

import com.numeneon.contracts.headers.SecurityHeaders;
import com.numeneon.contracts.problem.Problem;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.xnio.conduits.AbstractStreamSinkConduit;
import org.xnio.conduits.StreamSinkConduit;

/**
 * Gives a problem body to the answers that the server writes before any handler of ours is asked: a bare 400 for a request that
 * is no HTTP, or whose {@code Host} is missing or malformed.
 *
 * <p>Such an answer is one small write of a known form; all else passes untouched. Used by the connection's I/O thread alone.
 */
final class UnreadableRequestConduit extends AbstractStreamSinkConduit<StreamSinkConduit> {

    private static final int LONGEST = 512;
    private static final Pattern BARE = Pattern.compile(
            "HTTP/1\\.[01] 400 (?:Bad Request(?=\r\nContent-Length: 0\r\nConnection: close\r\n\r\n)|[^\r]*Host Header[^\r]*)"
                    + "\r\n(?:[^\r]+\r\n)*\r\n");

    private @Nullable ByteBuffer answer;

    UnreadableRequestConduit(StreamSinkConduit next) {
        super(next);
    }

    @Override
    public int write(ByteBuffer source) throws IOException {
        if (answer == null && isBare(source)) {
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

    private static boolean isBare(ByteBuffer source) {
        return source.remaining() <= LONGEST
                && source.hasRemaining()
                && source.get(source.position()) == 'H'
                && BARE.matcher(StandardCharsets.ISO_8859_1.decode(source.duplicate()))
                        .matches();
    }

    private static ByteBuffer withBody() {
        String body = Refusal.UNREADABLE.body();
        String headers = SecurityHeaders.ALL.entrySet().stream()
                .map(header -> header.getKey() + ": " + header.getValue() + "\r\n")
                .collect(Collectors.joining());
        String head = "HTTP/1.1 400 Bad Request\r\nContent-Type: " + Problem.MEDIA_TYPE + "\r\nContent-Length: "
                + body.length() + "\r\n" + headers + "Connection: close\r\n\r\n";
        return ByteBuffer.wrap((head + body).getBytes(StandardCharsets.US_ASCII));
    }
}
