package com.numeneon.notification.redelivery;

import com.numeneon.contracts.problem.Problem;
import com.numeneon.notification.peers.Peer;
import com.numeneon.notification.peers.Peers;
import com.numeneon.notification.redelivery.RemotePart.Answer;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Has an order carried out by all pods, turn by turn, and tells what they report. Safe for all threads. */
public final class Redeliveries {

    /** Before the first turn whoever asked is told twice that it begins: the second time fails when they went away before. */
    private static final Duration BEFORE_THE_FIRST = Duration.ofMillis(200);

    private final Peers peers;
    private final Parts parts;

    Redeliveries(Peers peers, Parts parts) {
        this.peers = peers;
        this.parts = parts;
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

        /** All parts stand; the first turn comes next. Fails when nobody listens any more, before anything was sent. */
        void goesOn() throws IOException;
    }

    /** Why this operator would have to wait; empty when not. */
    public Optional<Problem> refusal(String operator) {
        return parts.refusal(operator);
    }

    /**
     * Returns when all pods are done, or none is left. All are let go when it throws.
     *
     * @throws IOException when the listener throws
     * @throws InTheWay when a pod has another one that must end first; nothing went out then
     */
    public void run(Order order, List<Peer> pods, Listener listener) throws IOException, InterruptedException {
        List<RemotePart> all =
                pods.stream().map(pod -> new RemotePart(pod, peers, order)).toList();
        List<RemotePart> begun = new ArrayList<>(all);
        try {
            for (Said said : each(begun, RemotePart::begin)) {
                if (said.answer() instanceof Answer.Refused refused) {
                    throw new InTheWay(said.part().pod() + ": " + refused.sentence());
                }
                if (said.answer() instanceof Answer.Failed failed) {
                    begun.remove(said.part());
                    listener.failed(said.part().pod(), failed.sentence());
                }
            }
            if (!begun.isEmpty()) {
                listener.begins();
                Thread.sleep(BEFORE_THE_FIRST);
                listener.goesOn();
                takeTurns(order, begun, listener);
            }
        } finally {
            end(all, begun);
        }
    }

    private static void takeTurns(Order order, List<RemotePart> begun, Listener listener)
            throws IOException, InterruptedException {
        long pause = Duration.ofSeconds(1).dividedBy(order.pace()).toNanos();
        long next = System.nanoTime();
        for (int turn = 0; turn < order.events().size() && !begun.isEmpty(); turn++) {
            // What a turn takes is part of the pause; what was late is not made up for by a rush.
            next = Math.max(next, System.nanoTime() - pause);
            Thread.sleep(Duration.ofNanos(Math.max(0, next - System.nanoTime())));
            next += pause;
            int now = turn;
            for (Said said : each(begun, part -> part.push(now))) {
                tell(said, order.events().get(turn), begun, listener);
            }
        }
    }

    private static void tell(Said said, Order.Event event, List<RemotePart> begun, Listener listener)
            throws IOException {
        String pod = said.part().pod();
        if (said.answer() instanceof Answer.Taken taken) {
            Turn turn = taken.turn();
            listener.delivered(pod, event, turn.eventId(), turn.sockets(), turn.skipped(), turn.time());
        } else {
            begun.remove(said.part());
            listener.failed(
                    pod, said.answer() instanceof Answer.Failed failed ? failed.sentence() : "It has ended there.");
        }
    }

    private record Said(RemotePart part, Answer answer) {}

    /** Calls all at once, and returns when all have answered. */
    private static List<Said> each(List<RemotePart> parts, Function<RemotePart, CompletableFuture<Answer>> call)
            throws InterruptedException {
        List<RemotePart> called = List.copyOf(parts);
        List<CompletableFuture<Answer>> calls = called.stream().map(call).toList();
        List<Said> said = new ArrayList<>();
        for (int i = 0; i < called.size(); i++) {
            said.add(new Said(called.get(i), result(calls.get(i))));
        }
        return said;
    }

    private static Answer result(CompletableFuture<Answer> call) throws InterruptedException {
        try {
            return call.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("A call answers, whatever the pod does.", e);
        }
    }

    /** Those that have failed are told too, and not waited for: what they did not hear, their lease says. */
    private static void end(List<RemotePart> all, List<RemotePart> begun) {
        List<CompletableFuture<Answer>> ends = new ArrayList<>();
        for (RemotePart part : all) {
            CompletableFuture<Answer> end = part.end();
            if (begun.contains(part)) {
                ends.add(end);
            }
        }
        ends.forEach(CompletableFuture::join);
    }
}
