package com.numeneon.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class TraceParentTest {

    private static final String TRACE_ID = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String SPAN_ID = "00f067aa0ba902b7";

    private final RandomGenerator random = new Random(1);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "00-" + TRACE_ID + "-" + SPAN_ID + "-00",
                " 00-" + TRACE_ID + "-" + SPAN_ID + "-00 ",
                "cc-" + TRACE_ID + "-" + SPAN_ID + "-00-of-a-later-version"
            })
    void the_callers_trace_goes_on_with_a_span_of_our_own(String header) {
        TraceParent trace = TraceParent.continued(header, random);

        assertThat(trace.traceId()).isEqualTo(TRACE_ID);
        assertThat(trace.spanId()).isNotEqualTo(SPAN_ID);
        assertThat(trace.text()).matches("00-" + TRACE_ID + "-[0-9a-f]{16}-00");
    }

    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(
            strings = {
                "nonsense",
                "00-" + TRACE_ID + "-" + SPAN_ID,
                "00-" + TRACE_ID + "-" + SPAN_ID + "-00-more",
                "ff-" + TRACE_ID + "-" + SPAN_ID + "-00",
                "00-00000000000000000000000000000000-" + SPAN_ID + "-00",
                "00-" + TRACE_ID + "-0000000000000000-00",
                "00-4BF92F3577B34DA6A3CE929D0E0E4736-" + SPAN_ID + "-00"
            })
    void what_is_no_trace_begins_a_new_one(String header) {
        TraceParent trace = TraceParent.continued(header, random);

        assertThat(trace.text()).matches("00-[0-9a-f]{32}-[0-9a-f]{16}-01");
        assertThat(trace.traceId()).isNotEqualTo(TRACE_ID);
    }
}
