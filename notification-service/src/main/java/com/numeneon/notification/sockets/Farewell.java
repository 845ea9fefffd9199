package com.numeneon.notification.sockets;

import com.numeneon.notification.stream.Cursor;
import org.jspecify.annotations.Nullable;

/**
 * What can be said of a socket that ends.
 *
 * @param read how far the journal was known before the position was: of claims that came later it says nothing
 * @param position where the client stands; null when that is not known here
 */
record Farewell(long read, @Nullable Cursor position) {}
