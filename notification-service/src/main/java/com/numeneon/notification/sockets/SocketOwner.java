package com.numeneon.notification.sockets;

/**
 * Whose socket it is, as the token said.
 *
 * @param loginSession the {@code sid} of the token, not the id of the socket; revoking it closes the socket
 * @param tokenId the {@code jti} of the token: a socket that comes back brings the same one
 */
public record SocketOwner(long userId, String username, String loginSession, String tokenId) {}
