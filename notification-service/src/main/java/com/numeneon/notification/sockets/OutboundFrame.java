package com.numeneon.notification.sockets;

import com.numeneon.contracts.frame.Frame;
import com.numeneon.contracts.frame.FrameCodec;
import com.numeneon.contracts.json.InstantText;
import com.numeneon.notification.stream.StreamEvent;
import com.numeneon.notification.tracing.DeliveryTrace;
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

    /** Why an event goes out. Only what is live says anything about how long we take. */
    enum Origin {
        /** As it comes. */
        LIVE,
        /** To somebody who missed it. */
        MISSED,
        /** Because an operator sends it again. */
        REPLAYED
    }

    /**
     * The event that a frame tells of.
     *
     * @param time when it was written
     * @param trace told what becomes of the frame; of live ones only
     */
    record Cause(UUID eventId, Instant time, Origin origin, DeliveryTrace trace) {}

    static OutboundFrame of(Frame frame, @Nullable Cause cause) {
        byte[] json = FrameCodec.encode(frame);
        return new OutboundFrame(frame.frameType(), new String(json, StandardCharsets.UTF_8), json.length, cause);
    }

    static OutboundFrame live(StreamEvent event, DeliveryTrace trace) {
        return of(event, Origin.LIVE, trace);
    }

    static OutboundFrame missed(StreamEvent event) {
        return of(event, Origin.MISSED, DeliveryTrace.NONE);
    }

    /** So that a client can tell, the frame says that it comes again, and what it was. */
    static OutboundFrame replayed(StreamEvent event, UUID replayId) {
        return of(event, Origin.REPLAYED, DeliveryTrace.NONE)
                .with(",\"replayed\":true,\"replay_id\":\"" + replayId + "\",\"event_id\":\"" + event.id()
                        + "\",\"time\":\"" + InstantText.of(event.time()) + "\"");
    }

    private static OutboundFrame of(StreamEvent event, Origin origin, DeliveryTrace trace) {
        return new OutboundFrame(
                event.frameType(),
                event.frame(),
                event.frameBytes(),
                new Cause(event.id(), event.time(), origin, trace));
    }

    /**
     * As a client gets it that asked for a cursor: beside {@code type} and {@code data}.
     *
     * @param eventId null for a frame that no event caused
     */
    OutboundFrame withCursor(@Nullable UUID eventId, String cursor) {
        return with((eventId == null ? "" : ",\"event_id\":\"" + eventId + "\"") + ",\"cursor\":\"" + cursor + "\"");
    }

    /** @param members more of them, in ASCII, without a character that JSON would escape */
    private OutboundFrame with(String members) {
        return new OutboundFrame(
                type, text.substring(0, text.length() - 1) + members + "}", bytes + members.length(), cause);
    }
}
