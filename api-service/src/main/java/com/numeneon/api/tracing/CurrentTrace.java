package com.numeneon.api.tracing;

import com.numeneon.tracing.TraceParent;
import java.util.Optional;

/** The trace of the request that the calling thread serves; empty on every other thread. */
public final class CurrentTrace {

    static final ScopedValue<TraceParent> VALUE = ScopedValue.newInstance();

    private CurrentTrace() {}

    /** The value for a {@code traceparent} header of what this request causes. */
    public static Optional<String> traceparent() {
        return current().map(TraceParent::text);
    }

    /** 32 hexadecimal digits. */
    public static Optional<String> traceId() {
        return current().map(TraceParent::traceId);
    }

    private static Optional<TraceParent> current() {
        return VALUE.isBound() ? Optional.of(VALUE.get()) : Optional.empty();
    }
}
