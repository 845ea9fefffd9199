package com.numeneon.notification.replay;

import com.numeneon.notification.eventlog.LoggedEvent;
import com.numeneon.notification.eventlog.Place;
import com.numeneon.notification.operations.Asker;
import com.numeneon.notification.operations.Audit;
import com.numeneon.notification.peers.Peer;
import com.numeneon.notification.peers.PodTrail;
import com.numeneon.notification.redelivery.Order;
import com.numeneon.notification.redelivery.Redeliveries;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The events of one answer, sent again once all of them were shown, in the same order. For one thread. */
final class SendAgain {

    private final Question question;
    private final Question.Wish wish;
    private final Asker asker;
    private final Lines lines;
    private final Redeliveries redeliveries;
    private final Audit audit;
    private final UUID replayId = UUID.randomUUID();

    /** By their places, in their order: the ids. */
    private final Map<Order.Event, String> chosen = new LinkedHashMap<>();

    private long frames;

    SendAgain(Question question, Question.Wish wish, Asker asker, Lines lines, ReplayEnvironment environment) {
        this.question = question;
        this.wish = wish;
        this.asker = asker;
        this.lines = lines;
        this.redeliveries = environment.redeliveries();
        this.audit = environment.audit();
    }

    /** One that has a frame for the user. */
    void add(LoggedEvent logged) {
        chosen.put(
                Order.Event.at(new Place(logged.topic(), logged.partition(), logged.offset())),
                String.valueOf(logged.headers().eventId()));
    }

    /**
     * @param pods those that do not answer are left out, and named
     * @return how many frames went out
     * @throws IOException when nobody listens any more; what has not gone out by then does not
     */
    long run(long user, List<PodTrail> pods, Lines.Beat beat) throws IOException, InterruptedException {
        for (PodTrail pod : pods) {
            if (pod.error() != null) {
                lines.undelivered(pod.pod(), pod.error());
            }
        }
        List<Peer> reachable = pods.stream()
                .filter(pod -> pod.outcomes() != null)
                .map(PodTrail::peer)
                .filter(Objects::nonNull)
                .toList();
        Order order = new Order(
                replayId,
                asker.operator(),
                asker.address(),
                user,
                wish.reason(),
                wish.pace(),
                List.copyOf(chosen.keySet()));
        noteBegin(order);
        boolean complete = false;
        try {
            if (!chosen.isEmpty()) {
                redeliveries.run(order, reachable, new Heard(beat));
            }
            complete = true;
            return frames;
        } finally {
            noteEnd(order, complete);
        }
    }

    /** On to whoever asked. */
    private final class Heard implements Redeliveries.Listener {

        private final Lines.Beat beat;

        Heard(Lines.Beat beat) {
            this.beat = beat;
        }

        @Override
        public void begins() throws IOException {
            lines.delivering(replayId, chosen.size());
        }

        @Override
        public void delivered(
                String pod, Order.Event event, @Nullable String eventId, int sockets, int skipped, Instant time)
                throws IOException {
            frames += sockets;
            lines.delivered(pod, eventId == null ? chosen.get(event) : eventId, sockets, skipped, time);
        }

        @Override
        public void failed(String pod, String sentence) throws IOException {
            lines.undelivered(pod, sentence);
        }

        @Override
        public void goesOn() throws IOException {
            beat.beat();
        }
    }

    private void noteBegin(Order order) {
        audit.note(
                "redelivery begins replayId={} operator={} address={} userId={} since={} until={} events={} pace={} reason=\"{}\"",
                order.replayId(),
                order.operator(),
                order.address(),
                order.userId(),
                question.since(),
                question.until() == null ? "now" : question.until(),
                order.events().size(),
                order.pace(),
                order.reason());
    }

    /** What went out and was not told any more, the pods' own lines tell. */
    private void noteEnd(Order order, boolean complete) {
        audit.note(
                "redelivery ended replayId={} operator={} userId={} frames={} complete={}",
                order.replayId(),
                order.operator(),
                order.userId(),
                frames,
                complete);
    }
}
