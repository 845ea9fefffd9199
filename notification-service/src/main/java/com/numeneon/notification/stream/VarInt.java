package com.numeneon.notification.stream;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;

/** Non-negative numbers in as few bytes as they need: seven bits each, lowest first, the eighth says that more follow. */
final class VarInt {

    /** Nine groups of seven bits are the 63 of a positive long. */
    static final int MAX_BYTES = 9;

    private VarInt() {}

    static void write(ByteBuffer bytes, long value) {
        long rest = value;
        while (rest > 0x7f) {
            bytes.put((byte) (rest | 0x80));
            rest >>>= 7;
        }
        bytes.put((byte) rest);
    }

    /** @throws IllegalArgumentException when there is no whole number there, or it has a shorter form */
    static long read(ByteBuffer bytes) {
        try {
            long value = 0;
            for (int group = 0; group < MAX_BYTES; group++) {
                byte next = bytes.get();
                value |= (long) (next & 0x7f) << (7 * group);
                if (next >= 0) {
                    if (next == 0 && group > 0) {
                        throw new IllegalArgumentException("not the shortest form");
                    }
                    return value;
                }
            }
            throw new IllegalArgumentException("longer than a number can be");
        } catch (BufferUnderflowException e) {
            throw new IllegalArgumentException("ends within a number", e);
        }
    }
}
