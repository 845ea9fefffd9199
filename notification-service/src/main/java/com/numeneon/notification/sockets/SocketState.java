package com.numeneon.notification.sockets;

/**
 * The life of a socket: Handshaking, Open, Closing, Closed, or Withdrawn before it was open. Each state knows its next
 * ones; what is not legal in a state leaves it as it is.
 */
sealed interface SocketState {

    /** The upgrade is done. */
    default SocketState opened(SocketChannel channel) {
        return this;
    }

    /** We want it to end. */
    default SocketState closing(CloseCode code) {
        return this;
    }

    /** The connection is gone, or the client said goodbye. */
    default SocketState ended() {
        return this;
    }

    /** Admitted and counted, the upgrade is under way: frames wait. */
    record Handshaking() implements SocketState {
        @Override
        public SocketState opened(SocketChannel channel) {
            return new Open(channel);
        }

        @Override
        public SocketState closing(CloseCode code) {
            return new Withdrawn(code);
        }
    }

    record Open(SocketChannel channel) implements SocketState {
        @Override
        public SocketState closing(CloseCode code) {
            return new Closing(code);
        }

        @Override
        public SocketState ended() {
            return new Closed();
        }
    }

    /** We said goodbye and wait, for a bounded time, for the client's answer; no frame is begun any more. */
    record Closing(CloseCode code) implements SocketState {
        @Override
        public SocketState ended() {
            return new Closed();
        }
    }

    /** Ended before the upgrade was done. Should it get done after all, the client is told this code. */
    record Withdrawn(CloseCode code) implements SocketState {}

    record Closed() implements SocketState {}
}
