package com.numeneon.notification.redelivery;

import com.numeneon.contracts.json.ContractJson;
import com.numeneon.notification.peers.Peer;
import com.numeneon.notification.peers.Peers;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Queue;
import tools.jackson.core.JacksonException;

/** One pod's part of an order, from the call to its end, told to a queue. The last word is said exactly once. */
final class PodCall {

    /** What a call tells. */
    sealed interface Said {
        /** The pod has a place for it. */
        record Accepted() implements Said {}

        record Delivered(String pod, Report.Delivered report) implements Said {}

        /** The last word: all was done. */
        record Done(String pod) implements Said {}

        /** The last word: another re-delivery is in the way. */
        record Refused(String pod, String sentence) implements Said {}

        /**
         * The last word: not all was done, for another reason.
         *
         * @param accepted whether it had begun
         */
        record Failed(String pod, String sentence, boolean accepted) implements Said {}
    }

    /** For a pod to say whether it has a place. */
    private static final Duration UNTIL_ACCEPTED = Duration.ofSeconds(5);

    private final Peer pod;
    private final Peers peers;
    private final Order order;
    private final Queue<Said> said;
    private final Thread thread;

    private PodCall(Peer pod, Peers peers, Order order, Queue<Said> said) {
        this.pod = pod;
        this.peers = peers;
        this.order = order;
        this.said = said;
        this.thread = Thread.ofVirtual().name("redelivery-call").unstarted(() -> said.add(call()));
    }

    static PodCall start(Peer pod, Peers peers, Order order, Queue<Said> said) {
        PodCall call = new PodCall(pod, peers, order, said);
        call.thread.start();
        return call;
    }

    /** Closes the connection, by which the pod learns that nobody listens. */
    void end() {
        thread.interrupt();
    }

    private Said call() {
        boolean accepted = false;
        try {
            HttpRequest request = peers.request(pod, "/redelivery")
                    .header("Content-Type", "application/json")
                    .timeout(UNTIL_ACCEPTED)
                    .POST(HttpRequest.BodyPublishers.ofByteArray(
                            ContractJson.mapper().writeValueAsBytes(order)))
                    .build();
            HttpResponse<InputStream> response = peers.http().send(request, HttpResponse.BodyHandlers.ofInputStream());
            try (BufferedReader lines =
                    new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
                if (response.statusCode() != 200) {
                    return refused(response.statusCode(), detail(lines));
                }
                accepted = true;
                said.add(new Said.Accepted());
                return follow(lines);
            }
        } catch (IOException e) {
            return new Said.Failed(pod.name(), "The connection broke: " + e.getMessage(), accepted);
        } catch (InterruptedException e) {
            return new Said.Failed(pod.name(), "It was cancelled.", accepted);
        }
    }

    private Said follow(BufferedReader lines) throws IOException {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            switch (Report.read(line).orElse(null)) {
                case Report.Delivered delivered -> said.add(new Said.Delivered(pod.name(), delivered));
                case Report.Done done -> {
                    return new Said.Done(pod.name());
                }
                case Report.Failed failed -> {
                    return new Said.Failed(pod.name(), failed.sentence(), true);
                }
                case null -> {
                    // Of a newer build.
                }
            }
        }
        return new Said.Failed(pod.name(), "It ended before all was done.", true);
    }

    private Said refused(int status, String detail) {
        return status == 409 || status == 429
                ? new Said.Refused(pod.name(), detail)
                : new Said.Failed(pod.name(), "Answered " + status + ": " + detail, false);
    }

    private static String detail(BufferedReader body) throws IOException {
        try {
            return ContractJson.mapper()
                    .readTree(body.readAllAsString())
                    .path("detail")
                    .asString("");
        } catch (JacksonException e) {
            return "";
        }
    }
}
