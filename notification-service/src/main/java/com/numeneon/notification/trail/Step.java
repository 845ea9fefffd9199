package com.numeneon.notification.trail;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One step at one socket.
 *
 * @param session the socket's id
 * @param event null for a step of the socket itself
 * @param code with which it was closed; 0 for every other step
 */
public record Step(
        Instant time,
        String session,
        StepKind kind,
        @Nullable UUID event,
        int code) {}
