package com.numeneon.notification.sessions;

import com.numeneon.notification.stream.Cursor;

/**
 * A socket at its beginning.
 *
 * @param session the socket's id, as its first frame says; not the login session
 * @param tokenId the {@code jti} of its token: tabs of one browser share it
 * @param position from where on it gets events
 * @param cursors whether it asked for cursors: then it neither leaves nor takes a claim
 */
public record SocketOpening(String session, long user, String tokenId, Cursor position, boolean cursors) {}
