package com.numeneon.notification.sockets;

import com.numeneon.notification.stream.StreamEvent;
import com.numeneon.notification.tracing.DeliveryTrace;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** An event on its way to all who get it now: in each of its two forms made once, and only if somebody needs it. */
final class LiveFrame {

    private final StreamEvent event;
    private final Supplier<String> cursor;
    private final DeliveryTrace trace;
    private @Nullable OutboundFrame plain;
    private @Nullable OutboundFrame withCursor;

    LiveFrame(StreamEvent event, Supplier<String> cursor, DeliveryTrace trace) {
        this.event = event;
        this.cursor = cursor;
        this.trace = trace;
    }

    OutboundFrame plain() {
        if (plain == null) {
            plain = OutboundFrame.live(event, trace);
        }
        return plain;
    }

    OutboundFrame withCursor() {
        if (withCursor == null) {
            withCursor = plain().withCursor(event.id(), cursor.get());
        }
        return withCursor;
    }
}
