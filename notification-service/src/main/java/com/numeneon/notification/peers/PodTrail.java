package com.numeneon.notification.peers;

import com.numeneon.notification.trail.Outcomes;
import org.jspecify.annotations.Nullable;

/**
 * What one pod answered, or that it did not.
 *
 * @param pod its name for people
 * @param peer where it is; null for a name without an address
 * @param outcomes what its trail says; null with an error
 * @param error a sentence; null with outcomes
 */
public record PodTrail(
        String pod,
        @Nullable Peer peer,
        @Nullable Outcomes outcomes,
        @Nullable String error) {

    static PodTrail unreachable(String pod, @Nullable Peer peer, String error) {
        return new PodTrail(pod, peer, null, error);
    }
}
