package com.numeneon.notification.sockets;

/** What goes out through a {@link SendQueue}, in its turn. */
sealed interface QueueItem permits OutboundFrame, QueueItem.Ping {

    /** What it takes of the queue's bound. */
    int bytes();

    /** Its answer says that the client has read all that was queued before; there are few of them. */
    record Ping(int number) implements QueueItem {
        @Override
        public int bytes() {
            return 0;
        }
    }
}
