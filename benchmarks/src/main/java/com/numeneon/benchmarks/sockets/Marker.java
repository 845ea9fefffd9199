package com.numeneon.benchmarks.sockets;

/**
 * A number within a text that people write, found again in the bytes of a frame without reading its JSON: at the rates that
 * are measured, reading it would cost more than all else in this process.
 */
public final class Marker {

    private static final int MOST_DIGITS = 18;

    private Marker() {}

    /** A text with this number that is so long, or as long as the number needs. */
    public static String text(long number, int length) {
        StringBuilder text =
                new StringBuilder(length).append("@@").append(number).append("@@ ");
        return text.repeat('x', Math.max(1, length - text.length())).toString();
    }

    /** The number, or -1 when there is none. */
    public static long find(byte[] bytes, int offset, int length) {
        int end = offset + length;
        for (int i = offset; i + 4 < end; i++) {
            if (bytes[i] == '@' && bytes[i + 1] == '@') {
                long number = 0;
                int at = i + 2;
                while (at < end && bytes[at] >= '0' && bytes[at] <= '9' && at - i - 2 < MOST_DIGITS) {
                    number = number * 10 + bytes[at++] - '0';
                }
                if (at > i + 2 && at + 1 < end && bytes[at] == '@' && bytes[at + 1] == '@') {
                    return number;
                }
            }
        }
        return -1;
    }
}
