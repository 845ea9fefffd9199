package com.numeneon.notification.stream;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Optional;

/**
 * What a client keeps to go on where it stopped, at whatever pod: an opaque text.
 *
 * @param epoch of the topics that the position is about; recreated topics have another one
 */
public record Cursor(long epoch, StreamPosition position) {

    private static final byte VERSION = 1;

    /** Six partitions of each topic make some 100 characters. */
    private static final int MAX_TEXT = 2_000;

    private static final int MAX_BYTES = 2_048;

    public String text() {
        ByteBuffer bytes = ByteBuffer.allocate(MAX_BYTES).put(VERSION).putLong(epoch);
        position.writeTo(bytes);
        byte[] written = new byte[bytes.flip().remaining()];
        bytes.get(written);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(written);
    }

    /** The earlier of two about the same topics. */
    public Cursor min(Cursor other) {
        return new Cursor(epoch, position.min(other.position()));
    }

    /** Empty for a text that {@link #text} never gave, of this or another version. */
    public static Optional<Cursor> parse(String text) {
        if (text.length() > MAX_TEXT) {
            return Optional.empty();
        }
        try {
            ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(text));
            if (bytes.remaining() < 1 + Long.BYTES || bytes.get() != VERSION) {
                return Optional.empty();
            }
            Cursor cursor = new Cursor(bytes.getLong(), StreamPosition.readFrom(bytes));
            return bytes.hasRemaining() ? Optional.empty() : Optional.of(cursor);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
