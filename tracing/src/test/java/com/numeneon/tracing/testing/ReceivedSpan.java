package com.numeneon.tracing.testing;

import java.util.Map;

/**
 * A span as a collector reads it.
 *
 * @param service what it says it comes from
 * @param parentId empty for the first of a trace
 * @param kind such as {@code SERVER}
 * @param start nanoseconds since 1970, like {@code end}
 * @param attributes as texts
 */
public record ReceivedSpan(
        String service,
        String traceId,
        String spanId,
        String parentId,
        String name,
        String kind,
        long start,
        long end,
        boolean isError,
        Map<String, String> attributes) {}
