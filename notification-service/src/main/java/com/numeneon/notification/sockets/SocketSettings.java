package com.numeneon.notification.sockets;

import com.numeneon.contracts.settings.InvalidSetting;
import com.numeneon.contracts.settings.Settings;
import java.time.Duration;

/**
 * Limits of open sockets.
 *
 * @param perUser sockets of one user on this pod
 * @param perPod sockets of everybody on this pod; each takes one open file, two more at a proxy before it
 * @param queueBytes UTF-8 bytes of frames that may wait for one socket, the one being written included
 * @param heartbeatInterval time between two pings; a peer silent for a whole one after a ping is dead
 * @param maxAge how long a socket may live, zero for as long as it likes; see {@link MaxAge}; kept to the
 *     heartbeat's precision
 */
public record SocketSettings(int perUser, int perPod, int queueBytes, Duration heartbeatInterval, Duration maxAge) {

    /** The largest frame: a message of 10,000 characters of six bytes each when escaped, with its sender. */
    static final int LARGEST_FRAME_BYTES = 64 * 1024;

    public static SocketSettings read(Settings settings) {
        return new SocketSettings(
                settings.integer("SOCKETS_PER_USER", 20, 1, 10_000),
                settings.integer("SOCKETS_PER_POD", 10_000, 1, 1_000_000),
                settings.integer("SOCKET_QUEUE_BYTES", 1024 * 1024, LARGEST_FRAME_BYTES, 64 * 1024 * 1024),
                settings.duration(
                        "SOCKET_HEARTBEAT_INTERVAL",
                        Duration.ofSeconds(25),
                        Duration.ofSeconds(1),
                        Duration.ofMinutes(10)),
                settings.duration("SOCKET_MAX_AGE", Duration.ZERO, Duration.ZERO, Duration.ofDays(30)));
    }

    public SocketSettings {
        if (maxAge.isPositive() && maxAge.compareTo(heartbeatInterval.multipliedBy(2)) < 0) {
            throw new InvalidSetting("SOCKET_MAX_AGE must be 0 (off) or at least twice SOCKET_HEARTBEAT_INTERVAL.");
        }
    }
}
