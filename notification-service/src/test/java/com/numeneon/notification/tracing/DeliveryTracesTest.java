package com.numeneon.notification.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import com.numeneon.tracing.Tracing;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class DeliveryTracesTest {

    private static final int EVENTS = 100_000;
    private static final String SAMPLED = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

    private final UUID event = UUID.randomUUID();
    private final UUID socket = UUID.randomUUID();
    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @Test
    void an_event_allocates_nothing_while_tracing_is_off() {
        DeliveryTraces traces = new DeliveryTraces(Tracing.off(), Clock.systemUTC());
        assertThat(bytesOf(traces)).as("the first time, with what classes take").isNotNegative();

        // Less than a byte for each event: what the measurement itself takes.
        assertThat(bytesOf(traces)).isLessThan(EVENTS);
    }

    private long bytesOf(DeliveryTraces traces) {
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < EVENTS; i++) {
            DeliveryTrace trace = traces.begin(SAMPLED, event, "message.sent", "numeneon.messages", 3, i);
            trace.routed(1);
            trace.written(socket);
            trace.lost(socket, "why");
        }
        return threads.getCurrentThreadAllocatedBytes() - before;
    }
}
