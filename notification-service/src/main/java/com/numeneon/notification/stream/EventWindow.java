package com.numeneon.notification.stream;

import com.numeneon.contracts.topic.Topic;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
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

    /** What begins with a {@link #restart}; what is of another one has nothing to do with what is read now. */
    static final class Stream {
        private final long epoch;

        Stream(long epoch) {
            this.epoch = epoch;
        }

        long epoch() {
            return epoch;
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
    private Stream stream = new Stream(0);
    private StreamPosition start = StreamPosition.START;
    private StreamPosition position = StreamPosition.START;
    private StreamPosition beforeNewest = StreamPosition.START;

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
        stream = new Stream(newEpoch);
        start = from;
        position = from;
        beforeNewest = from;
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
        beforeNewest = position;
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
        deliver.accept(new LazyCursor(cursor()));
    }

    /** Where this pod stands. */
    public synchronized Cursor cursor() {
        return new Cursor(stream.epoch(), position);
    }

    /** Where this pod stood before the event that it read last. */
    public synchronized Cursor beforeNewest() {
        return new Cursor(stream.epoch(), beforeNewest);
    }

    /** Does something between two events, with the cursor of this moment. */
    public synchronized void between(Consumer<Cursor> action) {
        action.accept(cursor());
    }

    /** What comes after this moment. */
    public synchronized Backlog fromNow(long user) {
        return new Backlog(stream, newest, position, user);
    }

    /** What comes after this moment, given to somebody before this moment is over. */
    public synchronized <T> T fromNow(long user, Function<Backlog, T> taker) {
        return taker.apply(fromNow(user));
    }

    /** What a user missed since then; empty when some of it may be forgotten. */
    public synchronized Optional<Backlog> from(StreamPosition from, long user) {
        if (!from.reaches(start)) {
            return Optional.empty();
        }
        return Optional.of(new Backlog(stream, nodeBefore(from), from, user));
    }

    private Node nodeBefore(StreamPosition from) {
        var latestFirst = checkpoints.descendingIterator();
        while (latestFirst.hasNext()) {
            Checkpoint checkpoint = latestFirst.next();
            if (from.reaches(checkpoint.position())) {
                return checkpoint.node();
            }
        }
        return beforeOldest;
    }

    /** What a user missed since then, as far as it is remembered. */
    public synchronized Remembered rememberedSince(StreamPosition from, long user) {
        return new Remembered(new Backlog(stream, nodeBefore(from), from, user), start);
    }

    /** What a user missed between two moments, as far as it is remembered; this pod has read as far as the second one. */
    public synchronized Remembered rememberedBetween(StreamPosition from, StreamPosition to, long user) {
        return new Remembered(new Backlog(stream, nodeBefore(from), from, user, newest, to), start);
    }

    /** @param start all from there on is in the backlog */
    public record Remembered(Backlog backlog, StreamPosition start) {}

    /**
     * Ends a backlog, if it is of this stream, nothing is left in it, and this pod has read as far as its reader had: then
     * {@code live} runs before the next event can be delivered.
     *
     * @param live gets the cursor of this moment
     * @return whether that was so
     */
    public synchronized boolean join(Backlog backlog, Consumer<Cursor> live) {
        if (!isCurrent(backlog) || !backlog.isAtEnd() || !position.reaches(backlog.start())) {
            return false;
        }
        live.accept(cursor());
        return true;
    }

    /** Whether the stream has not begun anew since the backlog was made. */
    public synchronized boolean isCurrent(Backlog backlog) {
        return backlog.stream() == stream;
    }

    /** Of the topics that are read; a cursor of another one says nothing here. */
    public synchronized long epoch() {
        return stream.epoch();
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
        private final Cursor cursor;
        private @Nullable String text;

        LazyCursor(Cursor cursor) {
            this.cursor = cursor;
        }

        @Override
        public String get() {
            if (text == null) {
                text = cursor.text();
            }
            return text;
        }
    }
}
