package com.numeneon.notification.sockets;

import com.numeneon.contracts.frame.Frame;
import com.numeneon.contracts.frame.FrameCodec;
import com.numeneon.notification.stream.StreamEvent;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A frame as it goes out, serialized once and shared by all sockets that get it.
 *
 * @param text a JSON object
 * @param bytes its length in UTF-8
 * @param cause null for a frame that no event caused
 */
record OutboundFrame(
        String type, String text, int bytes, @Nullable Cause cause) implements QueueItem {

    /**
     * The event that a frame tells of.
     *
     * @param time when it was written
     * @param live whether it goes out as it comes: what somebody catches up with says nothing about how long we take
     */
    record Cause(UUID eventId, Instant time, boolean live) {}

    static OutboundFrame of(Frame frame, @Nullable Cause cause) {
        byte[] json = FrameCodec.encode(frame);
        return new OutboundFrame(frame.frameType(), new String(json, StandardCharsets.UTF_8), json.length, cause);
    }

    /** For somebody who catches up. */
    static OutboundFrame of(StreamEvent event) {
        return of(event, false);
    }

    static OutboundFrame live(StreamEvent event) {
        return of(event, true);
    }

    private static OutboundFrame of(StreamEvent event, boolean live) {
        return new OutboundFrame(
                event.frameType(), event.frame(), event.frameBytes(), new Cause(event.id(), event.time(), live));
    }

    /**
     * As a client gets it that asked for a cursor: beside {@code type} and {@code data}.
     *
     * @param eventId null for a frame that no event caused
     */
    OutboundFrame withCursor(@Nullable UUID eventId, String cursor) {
        String more = (eventId == null ? "" : ",\"event_id\":\"" + eventId + "\"") + ",\"cursor\":\"" + cursor + "\"}";
        // Both are ASCII without a character that JSON would escape.
        return new OutboundFrame(type, text.substring(0, text.length() - 1) + more, bytes - 1 + more.length(), cause);
    }
}
