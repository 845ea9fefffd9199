package com.numeneon.notification.sockets;

/**
 * Whose socket it is, as the token said.
 *
 * @param loginSession the {@code sid} of the token, not the id of the socket; revoking it closes the socket
 */
public record SocketOwner(long userId, String username, String loginSession) {}
