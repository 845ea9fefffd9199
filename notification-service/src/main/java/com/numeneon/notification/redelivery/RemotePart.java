package com.numeneon.notification.redelivery;

import com.numeneon.contracts.json.ContractJson;
import com.numeneon.notification.peers.Peer;
import com.numeneon.notification.peers.Peers;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import tools.jackson.core.JacksonException;

/** One pod's part of an order, as the pod sees it that leads it. Each call answers, whatever the pod does. */
final class RemotePart {

    /** What a call came to. */
    sealed interface Answer {
        /** The pod has a place for it. */
        record Begun() implements Answer {}

        record Taken(Turn turn) implements Answer {}

        /** Another re-delivery is in the way. */
        record Refused(String sentence) implements Answer {}

        record Failed(String sentence) implements Answer {}
    }

    /** For a pod to say whether it has a place, or to end. */
    private static final Duration SHORT = Duration.ofSeconds(5);

    /** For a turn: longer than a pod waits for a record of the log. */
    private static final Duration LONG = Duration.ofSeconds(8);

    /** Bytes. */
    private static final long LONGEST_ANSWER = 64 << 10;

    private final Peer pod;
    private final Peers peers;
    private final Order order;

    RemotePart(Peer pod, Peers peers, Order order) {
        this.pod = pod;
        this.peers = peers;
        this.order = order;
    }

    String pod() {
        return pod.name();
    }

    CompletableFuture<Answer> begin() {
        return call(
                peers.request(pod, "/redelivery")
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofByteArray(ContractJson.mapper().writeValueAsBytes(order))),
                SHORT,
                body -> new Answer.Begun());
    }

    /** @param turn from 0 on */
    CompletableFuture<Answer> push(int turn) {
        return call(
                peers.request(pod, path() + "/" + turn).POST(BodyPublishers.noBody()),
                LONG,
                body -> turn(body)
                        .<Answer>map(Answer.Taken::new)
                        .orElse(new Answer.Failed("Its answer makes no sense here.")));
    }

    CompletableFuture<Answer> end() {
        return call(peers.request(pod, path()).DELETE(), SHORT, body -> new Answer.Begun());
    }

    private String path() {
        return "/redelivery/" + order.replayId();
    }

    private CompletableFuture<Answer> call(
            HttpRequest.Builder request, Duration patience, Function<String, Answer> success) {
        return peers.call(request.build(), patience, LONGEST_ANSWER).handle((response, failure) -> {
            if (failure != null) {
                return new Answer.Failed(Peers.sentence(failure, patience));
            }
            return response.statusCode() == 200 ? success.apply(response.body()) : refused(response);
        });
    }

    private static Answer refused(HttpResponse<String> response) {
        String detail = detail(response.body());
        return response.statusCode() == 409 || response.statusCode() == 429
                ? new Answer.Refused(detail)
                : new Answer.Failed("Answered " + response.statusCode() + ": " + detail);
    }

    private static String detail(String body) {
        try {
            return ContractJson.mapper().readTree(body).path("detail").asString("");
        } catch (JacksonException e) {
            return "";
        }
    }

    private static Optional<Turn> turn(String body) {
        try {
            // Of the word null it makes null; what JSON leaves out is null too.
            return Optional.ofNullable(ContractJson.mapper().readValue(body, Turn.class));
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }
}
