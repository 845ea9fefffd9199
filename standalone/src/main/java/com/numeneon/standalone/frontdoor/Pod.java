package com.numeneon.standalone.frontdoor;

import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One pod behind the front door: whether it is ready, and how much of it is in use.
 *
 * <p>A pod that was never asked is not ready. Safe for any thread; {@link Pods} alone takes it into use.
 */
final class Pod {

    private static final Logger log = LoggerFactory.getLogger(Pod.class);

    private final PodAddress address;
    private final AtomicInteger inUse = new AtomicInteger();
    private volatile boolean ready;

    Pod(PodAddress address) {
        this.address = address;
    }

    PodAddress address() {
        return address;
    }

    boolean isReady() {
        return ready;
    }

    /** The verdict of the readiness poll. */
    void becomes(boolean nowReady) {
        if (ready != nowReady) {
            ready = nowReady;
            log.info("Pod is {} pod={}", nowReady ? "ready" : "not ready", address);
        }
    }

    /** It took no connection: nothing is sent there until the poll has found it ready again. */
    void refusedConnection() {
        if (ready) {
            ready = false;
            log.warn("Pod refuses connections pod={}", address);
        }
    }

    /** Open sockets of a notification pod, running requests of an api pod. */
    int inUse() {
        return inUse.get();
    }

    void take() {
        inUse.incrementAndGet();
    }

    /** Gives back what {@link Pods#take} took, once for each. */
    void release() {
        inUse.decrementAndGet();
    }
}
