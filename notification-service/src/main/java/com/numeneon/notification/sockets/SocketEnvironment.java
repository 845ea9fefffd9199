package com.numeneon.notification.sockets;

import java.time.Clock;
import java.util.concurrent.Executor;

/**
 * What all sockets of the pod share.
 *
 * @param writers takes the first frame after a pause off the thread that offered it
 */
record SocketEnvironment(
        SocketSettings settings, Executor writers, SocketTimer timer, SocketMetrics metrics, Clock clock) {}
