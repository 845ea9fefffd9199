package com.numeneon.notification.tracing;

import com.numeneon.tracing.TraceParent;
import com.numeneon.tracing.Tracing;
import java.time.Clock;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Gives each event its trace: the flag in its {@code traceparent} decides whether it is recorded. Safe for all threads. */
public final class DeliveryTraces {

    private final Tracing tracing;
    private final Clock clock;

    public DeliveryTraces(Tracing tracing, Clock clock) {
        this.tracing = tracing;
        this.clock = clock;
    }

    /**
     * An event that was just read.
     *
     * @param traceparent null when it has none
     */
    public DeliveryTrace begin(
            @Nullable String traceparent, UUID event, String type, String topic, int partition, long offset) {
        if (!tracing.isOn() || traceparent == null) {
            return DeliveryTrace.NONE;
        }
        TraceParent parent = TraceParent.parse(traceparent).orElse(null);
        return parent == null || !parent.isSampled()
                ? DeliveryTrace.NONE
                : new RecordedDelivery(tracing, clock, parent, event, type, topic, partition, offset);
    }
}
