package com.numeneon.notification.sockets;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The life of a socket: Handshaking, Open, perhaps Leaving, Closing, Closed, or Withdrawn before it was open. Each state knows its next
 * ones; what is not legal in a state leaves it as it is.
 */
sealed interface SocketState {

    /** Empty for one that has ended. */
    default Optional<SocketPhase> phase(boolean live) {
        return switch (this) {
            case Handshaking handshaking -> Optional.of(SocketPhase.HANDSHAKING);
            case Open open -> Optional.of(live ? SocketPhase.LIVE : SocketPhase.CATCHING_UP);
            case Leaving leaving -> Optional.of(SocketPhase.CLOSING);
            case Closing closing -> Optional.of(SocketPhase.CLOSING);
            case Withdrawn withdrawn -> Optional.empty();
            case Closed closed -> Optional.empty();
        };
    }

    /** Null when there is none to be written to. */
    default @Nullable SocketChannel channelInUse() {
        return null;
    }

    /** The upgrade is done. */
    default SocketState opened(SocketChannel channel) {
        return this;
    }

    /** We want it to end. */
    default SocketState closing(CloseCode code) {
        return this;
    }

    /** We want it to end, but what is queued goes out first. */
    default SocketState leaving() {
        return this;
    }

    /** All that was queued is written. */
    default SocketState flushed() {
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

        @Override
        public SocketState leaving() {
            return new Withdrawn(CloseCode.RESTART);
        }
    }

    record Open(SocketChannel channel) implements SocketState {
        @Override
        public SocketChannel channelInUse() {
            return channel;
        }

        @Override
        public SocketState closing(CloseCode code) {
            return new Closing(code, false);
        }

        @Override
        public SocketState leaving() {
            return new Leaving(channel);
        }

        @Override
        public SocketState ended() {
            return new Closed();
        }
    }

    /** What is queued is being written, for a bounded time, and then our goodbye. */
    record Leaving(SocketChannel channel) implements SocketState {
        @Override
        public SocketChannel channelInUse() {
            return channel;
        }

        @Override
        public SocketState closing(CloseCode code) {
            return new Closing(code, false);
        }

        @Override
        public SocketState flushed() {
            return new Closing(CloseCode.RESTART, true);
        }

        @Override
        public SocketState ended() {
            return new Closed();
        }
    }

    /**
     * We said goodbye and wait, for a bounded time, for the client's answer; no frame is begun any more.
     *
     * @param allWritten whether all that was queued went out before
     */
    record Closing(CloseCode code, boolean allWritten) implements SocketState {
        @Override
        public SocketState ended() {
            return new Closed();
        }
    }

    /** Ended before the upgrade was done. Should it get done after all, the client is told this code. */
    record Withdrawn(CloseCode code) implements SocketState {}

    record Closed() implements SocketState {}
}
