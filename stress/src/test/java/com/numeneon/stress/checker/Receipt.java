package com.numeneon.stress.checker;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A frame that a page got.
 *
 * @param eventId stands beside the frame for clients with a cursor
 * @param socket index of the page's socket that it came by
 */
public record Receipt(EventName name, @Nullable String eventId, String text, Instant at, int socket) {}
