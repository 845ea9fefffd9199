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
 * @param eventTime when the event was written, null for a frame that no event caused
 */
record OutboundFrame(
        String type, String text, int bytes, @Nullable Instant eventTime) {

    static OutboundFrame of(Frame frame, @Nullable Instant eventTime) {
        byte[] json = FrameCodec.encode(frame);
        return new OutboundFrame(frame.frameType(), new String(json, StandardCharsets.UTF_8), json.length, eventTime);
    }

    static OutboundFrame of(StreamEvent event) {
        return new OutboundFrame(event.frameType(), event.frame(), event.frameBytes(), event.time());
    }

    /**
     * As a client gets it that asked for a cursor: beside {@code type} and {@code data}.
     *
     * @param eventId null for a frame that no event caused
     */
    OutboundFrame withCursor(@Nullable UUID eventId, String cursor) {
        String more = (eventId == null ? "" : ",\"event_id\":\"" + eventId + "\"") + ",\"cursor\":\"" + cursor + "\"}";
        // Both are ASCII without a character that JSON would escape.
        return new OutboundFrame(
                type, text.substring(0, text.length() - 1) + more, bytes - 1 + more.length(), eventTime);
    }
}
