package com.numeneon.notification.sockets;

import com.numeneon.contracts.frame.Frame;
import com.numeneon.contracts.frame.FrameCodec;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A frame as it goes out, serialized once and shared by all sockets that get it.
 *
 * @param bytes its length in UTF-8
 * @param eventTime when the event was written, null for a frame that no event caused
 */
record OutboundFrame(
        String type, String text, int bytes, @Nullable Instant eventTime) {

    static OutboundFrame of(Frame frame, @Nullable Instant eventTime) {
        byte[] json = FrameCodec.encode(frame);
        return new OutboundFrame(frame.frameType(), new String(json, StandardCharsets.UTF_8), json.length, eventTime);
    }
}
