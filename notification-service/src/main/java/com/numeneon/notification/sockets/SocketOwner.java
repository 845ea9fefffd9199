package com.numeneon.notification.sockets;

import java.time.Instant;

/**
 * Whose socket it is, as the token said.
 *
 * @param loginSession the {@code sid} of the token, not the id of the socket; revoking it closes the socket
 * @param tokenId the {@code jti} of the token: a socket that comes back brings the same one
 * @param opensUntil from then on the token opens no socket any more
 */
public record SocketOwner(long userId, String username, String loginSession, String tokenId, Instant opensUntil) {}
