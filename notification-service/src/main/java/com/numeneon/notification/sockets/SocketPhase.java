package com.numeneon.notification.sockets;

/** What a socket is busy with. */
enum SocketPhase {
    HANDSHAKING,
    CATCHING_UP,
    LIVE,
    /** Said goodbye to, or about to be, and not gone yet. */
    CLOSING
}
