package com.numeneon.standalone.frontdoor;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The pods of one kind.
 *
 * <p>The ready one with the least in use is taken first; among equals they take turns. Choosing and counting are one step,
 * so that many handshakes at once are spread evenly. Safe for any thread.
 */
final class Pods {

    private final List<Pod> pods;
    private int turn;

    Pods(List<PodAddress> addresses) {
        this.pods = addresses.stream().map(Pod::new).toList();
    }

    List<Pod> all() {
        return pods;
    }

    /**
     * Takes the ready pod with the least in use; who takes one gives it back by {@link Pod#release}.
     *
     * @param except pods that this request has tried in vain
     * @return null if no other pod is ready
     */
    synchronized @Nullable Pod take(Set<Pod> except) {
        Pod best = null;
        for (int i = 0; i < pods.size(); i++) {
            Pod pod = pods.get((turn + i) % pods.size());
            if (pod.isReady() && !except.contains(pod) && (best == null || pod.inUse() < best.inUse())) {
                best = pod;
            }
        }
        if (best != null) {
            best.take();
            turn = (pods.indexOf(best) + 1) % pods.size();
        }
        return best;
    }

    boolean hasReady(Set<Pod> except) {
        return pods.stream().anyMatch(pod -> pod.isReady() && !except.contains(pod));
    }

    int inUse() {
        return pods.stream().mapToInt(Pod::inUse).sum();
    }
}
