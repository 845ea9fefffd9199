package com.numeneon.tracing;

import java.util.HexFormat;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The header {@code traceparent} of W3C Trace Context, version 00.
 *
 * @param traceId 32 lower-case hexadecimal digits, not all zero
 * @param spanId 16 lower-case hexadecimal digits, not all zero: what the receiver's spans belong below
 * @param flags two hexadecimal digits
 */
public record TraceParent(String traceId, String spanId, String flags) {

    public static final String HEADER = "traceparent";

    /** A higher version may have more fields, which are not ours to understand (section 4.3 of the recommendation). */
    private static final Pattern FORMAT =
            Pattern.compile("(?!ff)([0-9a-f]{2})-(?!0{32})([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})-([0-9a-f]{2})(-.*)?");

    private static final String SAMPLED = "01";

    private static final int SAMPLED_BIT = 1;

    /** The caller's trace with a span of our own, or a new trace when the header is absent or not valid. */
    public static TraceParent continued(@Nullable String header, RandomGenerator random) {
        return parse(header)
                .map(caller -> new TraceParent(caller.traceId(), hex(random, 8), caller.flags()))
                .orElseGet(() -> new TraceParent(hex(random, 16), hex(random, 8), SAMPLED));
    }

    /** Empty when the header is absent or not valid. */
    public static Optional<TraceParent> parse(@Nullable String header) {
        if (header == null) {
            return Optional.empty();
        }
        Matcher matcher = FORMAT.matcher(header.strip());
        boolean valid = matcher.matches() && (!matcher.group(1).equals("00") || matcher.group(5) == null);
        return valid
                ? Optional.of(new TraceParent(matcher.group(2), matcher.group(3), matcher.group(4)))
                : Optional.empty();
    }

    /** Whether whoever began the trace wants its spans recorded. */
    public boolean isSampled() {
        return (Character.digit(flags.charAt(1), 16) & SAMPLED_BIT) != 0;
    }

    /** The header's value. */
    public String text() {
        return "00-" + traceId + "-" + spanId + "-" + flags;
    }

    /** All zero is not a valid id; that it comes up is as likely as meeting one given id. */
    private static String hex(RandomGenerator random, int bytes) {
        byte[] id = new byte[bytes];
        random.nextBytes(id);
        return HexFormat.of().formatHex(id);
    }
}
