package com.numeneon.notification.peers;

import com.numeneon.contracts.json.ContractJson;
import com.numeneon.notification.trail.Outcomes;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/** Asks all pods at once for their trails of a user. One that does not answer is named. Safe for all threads; blocks. */
public final class PodTrails {

    /** A pod that is busy, or stands still, must not hold up what the others say. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    /** Bytes; twice what the most steps take. */
    private static final long LONGEST_ANSWER = 6 << 20;

    private static final String NONSENSE = "Its answer makes no sense here.";

    private final Peers peers;

    public PodTrails(Peers peers) {
        this.peers = peers;
    }

    /** @param pod null when it did not say who it is */
    private record Answer(@Nullable String pod, PodTrail trail) {}

    /**
     * In the order of their names; a pod that is known under several is there once. Takes a few seconds at most.
     *
     * @param self this pod, which is asked like all others
     */
    public List<PodTrail> of(long user, Peer self) {
        Peers.Found found = peers.find(self);
        List<CompletableFuture<Answer>> calls =
                found.peers().stream().map(peer -> ask(peer, user)).toList();
        List<PodTrail> trails = new ArrayList<>();
        Set<String> pods = new HashSet<>();
        for (CompletableFuture<Answer> call : calls) {
            Answer answer = call.join();
            if (answer.pod() == null || pods.add(answer.pod())) {
                trails.add(answer.trail());
            }
        }
        found.unknown().forEach(name -> trails.add(PodTrail.unreachable(name, null, "The name has no address.")));
        return List.copyOf(trails);
    }

    private CompletableFuture<Answer> ask(Peer peer, long user) {
        return peers.call(peers.request(peer, "/trail?user=" + user).build(), PATIENCE, LONGEST_ANSWER)
                .handle((response, failure) ->
                        failure == null ? read(peer, response) : unreachable(peer, Peers.sentence(failure, PATIENCE)));
    }

    private static Answer read(Peer peer, HttpResponse<String> response) {
        if (response.statusCode() != 200) {
            return unreachable(peer, "Answered " + response.statusCode() + ".");
        }
        try {
            Optional<TrailAnswer> answer =
                    Optional.ofNullable(ContractJson.mapper().readValue(response.body(), TrailAnswer.class));
            return answer.map(said ->
                            new Answer(said.pod(), new PodTrail(peer.name(), peer, new Outcomes(said.trail()), null)))
                    .orElseGet(() -> unreachable(peer, NONSENSE));
        } catch (JacksonException | IllegalArgumentException e) {
            return unreachable(peer, NONSENSE);
        }
    }

    private static Answer unreachable(Peer peer, String error) {
        return new Answer(null, PodTrail.unreachable(peer.name(), peer, error));
    }
}
