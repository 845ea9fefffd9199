package com.numeneon.standalone.frontdoor;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.AttachmentKey;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How far one api request got: the pod that has it now, the pods that could not be reached, and whether a pod may have seen it.
 *
 * <p>Holds its pod in use from {@link #begin} until {@link #unreachable}, the next begin or the end of the exchange. Only
 * the exchange's I/O thread uses it.
 */
final class Attempt {

    private static final AttachmentKey<Attempt> KEY = AttachmentKey.create(Attempt.class);

    private final Set<Pod> unreachable = new HashSet<>();
    private @Nullable Pod pod;
    private @Nullable PodAddress lastPod;
    private boolean sent;
    private boolean bodyBroken;

    private Attempt() {}

    static Attempt of(HttpServerExchange exchange) {
        Attempt known = exchange.getAttachment(KEY);
        if (known != null) {
            return known;
        }
        Attempt fresh = new Attempt();
        exchange.putAttachment(KEY, fresh);
        exchange.addExchangeCompleteListener((exchanged, next) -> {
            fresh.giveBack();
            next.proceed();
        });
        return fresh;
    }

    /** Takes the next pod; null if none is left. */
    @Nullable
    Pod begin(Pods pods) {
        giveBack();
        sent = false;
        pod = pods.take(unreachable);
        if (pod != null) {
            lastPod = pod.address();
        }
        return pod;
    }

    /** The pod that had it last, for the log; null if none had it. */
    @Nullable
    PodAddress lastPod() {
        return lastPod;
    }

    void isBeingSent() {
        sent = true;
    }

    boolean wasSent() {
        return sent;
    }

    /** The client ended its body before it was complete. */
    void bodyBroke() {
        bodyBroken = true;
    }

    boolean hasBrokenBody() {
        return bodyBroken;
    }

    void unreachable(Pod failed) {
        unreachable.add(failed);
        giveBack();
    }

    private void giveBack() {
        if (pod != null) {
            pod.release();
            pod = null;
        }
    }
}
