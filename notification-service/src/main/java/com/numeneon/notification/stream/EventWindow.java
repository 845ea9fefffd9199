package com.numeneon.notification.stream;

import com.numeneon.contracts.topic.Topic;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The latest events that brought a frame, in the order in which this pod read them, bounded in bytes and in time. From it a
 * socket gets what it missed, and from it every frame's cursor.
 *
 * <p>One thread writes: the one that reads Kafka. What it adds is delivered before anything else can happen here, and a
 * socket joins the live stream by {@link #join}, which excludes that: so an event is either in the socket's backlog or
 * delivered to it, never neither and never both. Walking through a backlog needs no lock: events are a linked list that
 * only grows, and what the window forgets stays with those who still walk there.
 */
public final class EventWindow {

    /** How many events lie between two places where a backlog can begin without looking at older ones. */
    static final int CHECKPOINT_EVERY = 256;

    /** An event and the one after it, if there is one yet. The first of all is before the first event and has none. */
    static final class Node {
        final @Nullable StreamEvent event;
        volatile @Nullable Node next;

        Node(@Nullable StreamEvent event) {
            this.event = event;
        }
    }

    /** All events up to and including {@code node}, and no others, lie before {@code position}. */
    private record Checkpoint(Node node, StreamPosition position, long number) {}

    private final long maxBytes;
    private final Duration maxAge;
    private final Clock clock;

    private final ArrayDeque<Checkpoint> checkpoints = new ArrayDeque<>();
    private Node beforeOldest = new Node(null);
    private Node newest = beforeOldest;
    private long forgotten;
    private long added;
    private long bytes;
    private long epoch;
    private StreamPosition start = StreamPosition.START;
    private StreamPosition position = StreamPosition.START;

    /**
     * @param maxBytes what the events may take together, about; the newest one is kept in any case
     * @param maxAge older ones are forgotten when the next one comes
     */
    public EventWindow(long maxBytes, Duration maxAge, Clock clock) {
        this.maxBytes = maxBytes;
        this.maxAge = maxAge;
        this.clock = clock;
        checkpoints.add(new Checkpoint(beforeOldest, position, 0));
    }

    /** Forgets everything and goes on from here: what comes now are other topics or another time. */
    public synchronized void restart(long newEpoch, StreamPosition from) {
        epoch = newEpoch;
        start = from;
        position = from;
        beforeOldest = new Node(null);
        newest = beforeOldest;
        forgotten = 0;
        added = 0;
        bytes = 0;
        checkpoints.clear();
        checkpoints.add(new Checkpoint(beforeOldest, from, 0));
    }

    /** A record was read that brings no frame. */
    public synchronized void pass(Topic topic, int partition, long offset) {
        if (StreamPosition.isCounted(topic)) {
            position = position.with(topic, partition, offset + 1);
        }
    }

    /**
     * Remembers the event and delivers it, both before anything else can happen here.
     *
     * @param deliver gets the cursor after this event, made when first asked for
     */
    public synchronized void add(StreamEvent event, Consumer<Supplier<String>> deliver) {
        position = position.with(event.topic(), event.partition(), event.offset() + 1);
        Node node = new Node(event);
        newest.next = node;
        newest = node;
        bytes += event.memoryBytes();
        added++;
        if (added % CHECKPOINT_EVERY == 0) {
            checkpoints.add(new Checkpoint(node, position, added));
        }
        forget();
        deliver.accept(new LazyCursor(epoch, position));
    }

    /** Does something between two events, with the cursor of this moment. */
    public synchronized void between(Consumer<String> action) {
        action.accept(new Cursor(epoch, position).text());
    }

    /** What comes after this moment. */
    public synchronized Backlog fromNow(long user) {
        return new Backlog(newest, position, user);
    }

    /** What a user missed since then; empty when some of it may be forgotten. */
    public synchronized Optional<Backlog> from(StreamPosition from, long user) {
        if (!from.reaches(start)) {
            return Optional.empty();
        }
        var latestFirst = checkpoints.descendingIterator();
        while (latestFirst.hasNext()) {
            Checkpoint checkpoint = latestFirst.next();
            if (from.reaches(checkpoint.position())) {
                return Optional.of(new Backlog(checkpoint.node(), from, user));
            }
        }
        return Optional.of(new Backlog(beforeOldest, from, user));
    }

    /** What a user missed since then, as far as it is remembered. */
    public synchronized Remembered rememberedSince(StreamPosition from, long user) {
        return new Remembered(new Backlog(beforeOldest, from, user), start);
    }

    /** @param start all from there on is in the backlog */
    public record Remembered(Backlog backlog, StreamPosition start) {}

    /**
     * Ends a backlog, if nothing is left in it and this pod has read as far as its reader had: then {@code live} runs before
     * the next event can be delivered.
     *
     * @param live gets the cursor of this moment
     * @return whether that was so
     */
    public synchronized boolean join(Backlog backlog, Consumer<String> live) {
        if (!backlog.isAtEnd() || !position.reaches(backlog.start())) {
            return false;
        }
        live.accept(new Cursor(epoch, position).text());
        return true;
    }

    /** Of the topics that are read; a cursor of another one says nothing here. */
    public synchronized long epoch() {
        return epoch;
    }

    /** Everything from here on is remembered. */
    public synchronized StreamPosition start() {
        return start;
    }

    public synchronized long bytes() {
        return bytes;
    }

    public synchronized long events() {
        return added - forgotten;
    }

    /** How old the oldest remembered event is; zero when there is none. */
    public synchronized Duration age() {
        Node oldest = beforeOldest.next;
        return oldest == null || oldest.event == null
                ? Duration.ZERO
                : Duration.between(oldest.event.time(), clock.instant());
    }

    private void forget() {
        while (bytes > maxBytes || age().compareTo(maxAge) > 0) {
            Node oldest = beforeOldest.next;
            if (oldest == null || oldest.event == null || oldest == newest) {
                return;
            }
            StreamEvent event = oldest.event;
            start = start.with(event.topic(), event.partition(), event.offset() + 1);
            bytes -= event.memoryBytes();
            forgotten++;
            beforeOldest = oldest;
            while (!checkpoints.isEmpty() && checkpoints.getFirst().number() < forgotten) {
                checkpoints.removeFirst();
            }
        }
    }

    private static final class LazyCursor implements Supplier<String> {
        private final long epoch;
        private final StreamPosition position;
        private @Nullable String text;

        LazyCursor(long epoch, StreamPosition position) {
            this.epoch = epoch;
            this.position = position;
        }

        @Override
        public String get() {
            if (text == null) {
                text = new Cursor(epoch, position).text();
            }
            return text;
        }
    }
}
