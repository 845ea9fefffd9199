package com.numeneon.notification.testing;

import com.numeneon.infra.FreePorts;
import java.security.SecureRandom;

/** Two pods that know of each other, as in a deployment: each list names both of them. */
public final class TwoPods implements AutoCloseable {

    public final Pod one;
    public final Pod other;

    /** @param ofTheFirst settings */
    public TwoPods(String... ofTheFirst) {
        FreePorts ports = new FreePorts(new SecureRandom());
        int first = ports.pick();
        int second = ports.pick();
        // The first stands there under a name that is not the one by which it is asked.
        String peers = "NOTIFICATION_PEERS=localhost:" + first + ",127.0.0.1:" + second;
        String[] settings = new String[ofTheFirst.length + 2];
        System.arraycopy(ofTheFirst, 0, settings, 2, ofTheFirst.length);
        settings[0] = "MANAGEMENT_PORT=" + first;
        settings[1] = peers;
        one = Pod.ready(settings);
        other = Pod.ready("MANAGEMENT_PORT=" + second, peers);
    }

    @Override
    public void close() {
        one.close();
        other.close();
    }
}
