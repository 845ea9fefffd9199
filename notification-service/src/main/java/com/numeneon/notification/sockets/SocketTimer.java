package com.numeneon.notification.sockets;

import java.time.Duration;

/** Time limits of sockets. What is run must not block; what it throws is logged and harms no other task. */
public interface SocketTimer {

    void after(Duration delay, Runnable task);

    /** What was missed while the process stood still is not made up for. */
    void every(Duration period, Runnable task);
}
