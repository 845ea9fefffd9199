package com.numeneon.notification.redelivery;

import com.numeneon.contracts.problem.Problem;
import com.numeneon.notification.peers.Peer;
import com.numeneon.notification.peers.Peers;
import com.numeneon.notification.redelivery.PodCall.Said;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Has an order carried out by all pods at once, and tells what they report. Safe for all threads. */
public final class Redeliveries {

    /** So often somebody who went away is noticed. */
    private static final Duration LISTENER_IS_ASKED_EVERY = Duration.ofMillis(500);

    /** Longer than a pod waits for a record of the log. */
    private static final Duration SILENCE = Duration.ofSeconds(30);

    private final Peers peers;
    private final Places places;

    Redeliveries(Peers peers, Places places) {
        this.peers = peers;
        this.places = places;
    }

    /** Hears what happens, one call after the other; throws when nobody wants to know any more. */
    public interface Listener {

        /** All pods that can be reached have a place for it. */
        void begins() throws IOException;

        /**
         * One event had its turn on one pod.
         *
         * @param eventId null when the pod did not look: the user had no socket there
         * @param skipped sockets that catch up or have little room
         */
        void delivered(String pod, Order.Event event, @Nullable String eventId, int sockets, int skipped, Instant time)
                throws IOException;

        /** A pod does not go on, or never began. */
        void failed(String pod, String sentence) throws IOException;

        /** Nothing has happened for a while. */
        void goesOn() throws IOException;
    }

    /** Why this operator would have to wait; empty when not. */
    public Optional<Problem> refusal(String operator) {
        return places.refusal(operator);
    }

    /**
     * Returns when all pods are done. All are let go when it throws.
     *
     * @throws IOException when the listener throws
     * @throws InTheWay when a pod has another one that must end first
     */
    public void run(Order order, List<Peer> pods, Listener listener) throws IOException, InterruptedException {
        BlockingQueue<Said> said = new LinkedBlockingQueue<>();
        List<PodCall> calls =
                pods.stream().map(pod -> PodCall.start(pod, peers, order, said)).toList();
        try {
            follow(pods, said, listener);
        } finally {
            calls.forEach(PodCall::end);
        }
    }

    private static void follow(List<Peer> pods, BlockingQueue<Said> said, Listener listener)
            throws IOException, InterruptedException {
        Map<String, Long> running = new TreeMap<>();
        pods.forEach(pod -> running.put(pod.name(), System.nanoTime()));
        int undecided = pods.size();
        while (!running.isEmpty()) {
            Said next = said.poll(LISTENER_IS_ASKED_EVERY.toMillis(), TimeUnit.MILLISECONDS);
            switch (next) {
                case Said.Accepted accepted -> {
                    undecided--;
                    if (undecided == 0) {
                        listener.begins();
                    }
                }
                case Said.Delivered delivered -> {
                    running.replace(delivered.pod(), System.nanoTime());
                    tell(delivered, listener);
                }
                case Said.Done done -> running.remove(done.pod());
                case Said.Refused refused -> throw new InTheWay(refused.pod() + ": " + refused.sentence());
                case Said.Failed failed -> {
                    running.remove(failed.pod());
                    listener.failed(failed.pod(), failed.sentence());
                    if (!failed.accepted() && --undecided == 0 && !running.isEmpty()) {
                        listener.begins();
                    }
                }
                case null -> listener.goesOn();
            }
            giveUpWhoIsSilent(running, listener);
        }
    }

    private static void giveUpWhoIsSilent(Map<String, Long> running, Listener listener) throws IOException {
        long latest = System.nanoTime() - SILENCE.toNanos();
        for (var pod : List.copyOf(running.entrySet())) {
            if (pod.getValue() - latest < 0) {
                running.remove(pod.getKey());
                listener.failed(pod.getKey(), "Said nothing for " + SILENCE.toSeconds() + " s.");
            }
        }
    }

    private static void tell(Said.Delivered delivered, Listener listener) throws IOException {
        Report.Delivered report = delivered.report();
        listener.delivered(
                delivered.pod(), report.event(), report.eventId(), report.sockets(), report.skipped(), report.time());
    }
}
