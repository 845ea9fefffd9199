package com.numeneon.notification.sockets;

import com.numeneon.notification.stream.StreamEvent;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** An event on its way to all who get it now: in each of its two forms made once, and only if somebody needs it. */
final class LiveFrame {

    private final StreamEvent event;
    private final Supplier<String> cursor;
    private @Nullable OutboundFrame plain;
    private @Nullable OutboundFrame withCursor;

    LiveFrame(StreamEvent event, Supplier<String> cursor) {
        this.event = event;
        this.cursor = cursor;
    }

    OutboundFrame plain() {
        if (plain == null) {
            plain = OutboundFrame.live(event);
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
