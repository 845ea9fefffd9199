package com.numeneon.notification.tracing;

import java.util.UUID;

/** What becomes of one event on this pod. Safe for all threads; nothing here blocks. */
public interface DeliveryTrace {

    /** Of an event whose trace is not recorded, and of all while tracing is off: costs nothing. */
    DeliveryTrace NONE = new DeliveryTrace() {
        @Override
        public void routed(int sockets) {}

        @Override
        public void written(UUID session) {}

        @Override
        public void lost(UUID session, String why) {}
    };

    /** The frame is queued wherever it is to be; a pod on which that is nowhere leaves nothing in the trace. */
    void routed(int sockets);

    /** It was handed to the network for this socket. */
    void written(UUID session);

    /** This socket ends without it. */
    void lost(UUID session, String why);
}
