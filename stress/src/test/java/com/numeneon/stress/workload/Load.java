package com.numeneon.stress.workload;

import static org.awaitility.Awaitility.await;

import com.numeneon.stress.checker.EventKind;
import com.numeneon.stress.checker.EventName;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Does what people do, at a steady rate, in an order that follows from the seed as far as the answers' order does. While the
 * system does not answer, what is under way piles up to a bound, and then the load waits.
 *
 * <p>Threads: one gives the beat, each command is sent by a virtual thread of its own. Safe for all threads.
 */
public final class Load implements AutoCloseable {

    private static final int UNDER_WAY = 100;
    private static final int TALES = 8;

    private final People people;
    private final Ledger ledger;
    private final Sender sender;
    private final Random random;
    private final Duration beat;
    private final Threads threads = new Threads();
    private final Deque<People.Pair> strangers;
    private final Queue<FriendTale> tales = new ConcurrentLinkedQueue<>();
    private final Semaphore room = new Semaphore(UNDER_WAY);
    private volatile boolean running;
    private volatile boolean ended;

    /** @param perSecond how many commands */
    public Load(URI origin, People people, Ledger ledger, int perSecond, Random random) {
        this.people = people;
        this.ledger = ledger;
        this.sender = new Sender(origin);
        this.random = random;
        this.beat = Duration.ofSeconds(1).dividedBy(perSecond);
        this.strangers = new ArrayDeque<>(people.strangers());
        Thread.ofPlatform().daemon().name("load").start(this::beat);
    }

    public void run() {
        running = true;
    }

    /** Returns when every command has its answer, or has been given up. */
    public void pause() {
        running = false;
        await("every command is answered")
                .atMost(Duration.ofSeconds(150))
                .until(() -> room.availablePermits() == UNDER_WAY);
    }

    /** What each try to send a command came to, by status. */
    public Map<String, Long> tries() {
        return sender.tries();
    }

    /** Tells somebody something and returns what it is known by; empty when it was given up. */
    public Optional<EventName> tell(Someone receiver) throws InterruptedException {
        Entry entry = ledger.begin(new Command.Message(people.herald(), receiver, text()));
        sender.send(entry);
        return entry.answer()
                .map(message ->
                        EventName.of(EventKind.MESSAGE, message.get("id").asLong()));
    }

    private void beat() {
        long next = System.nanoTime();
        while (!ended) {
            next = Math.max(next + beat.toNanos(), System.nanoTime() - beat.toNanos());
            LockSupport.parkNanos(next - System.nanoTime());
            if (running) {
                room.acquireUninterruptibly();
                boolean friends = random.nextInt(8) == 0;
                if (!friends || !advanceTale()) {
                    Entry entry = ledger.begin(choose());
                    inBackground(() -> send(entry));
                }
            }
        }
    }

    private void send(Entry entry) throws InterruptedException {
        sender.send(entry);
        long id = entry.answer().map(body -> body.path("id").asLong()).orElse(-1L);
        if (id > 0 && entry.command() instanceof Command.Writing writing) {
            Written written = new Written(id, writing.actor());
            if (writing instanceof Command.Comment comment) {
                threads.add(comment.rootId(), written);
            } else {
                threads.add(written);
            }
        }
    }

    private Command choose() {
        int choice = random.nextInt(10);
        if (choice < 6) {
            Someone sender = anyone();
            return new Command.Message(sender, partner(sender), text());
        }
        if (choice == 6) {
            Someone publisher =
                    people.publishers().get(random.nextInt(people.publishers().size()));
            return new Command.Post(publisher, people.friends().getOrDefault(publisher.id(), Set.of()), text());
        }
        if (choice > 7) {
            Optional<Command> comment = threads.comment(anyone(), text(), random);
            if (comment.isPresent()) {
                return comment.get();
            }
        }
        Someone author = anyone();
        return new Command.WallPost(author, partner(author), text());
    }

    /** Mostly the same few, so that a conversation has many messages, some of them at once. */
    private Someone partner(Someone person) {
        int size = people.all().size();
        int place = people.all().indexOf(person);
        int distance = random.nextInt(4) == 0 ? 1 + random.nextInt(size - 1) : 1;
        return people.all().get((place ^ 1) < size && distance == 1 ? place ^ 1 : (place + distance) % size);
    }

    private Someone anyone() {
        return people.all().get(random.nextInt(people.all().size()));
    }

    private String text() {
        return "number " + ledger.nextNumber() + " of what people write to each other";
    }

    /** False when everybody knows everybody. */
    private boolean advanceTale() {
        FriendTale tale = tales.size() >= TALES ? tales.poll() : newTale();
        if (tale == null) {
            return false;
        }
        Optional<Command> step = tale.next();
        if (step.isEmpty()) {
            return false;
        }
        Entry entry = ledger.begin(step.get());
        inBackground(() -> {
            sender.send(entry);
            tale.done(entry);
            tales.add(tale);
        });
        return true;
    }

    private @Nullable FriendTale newTale() {
        People.Pair pair = strangers.poll();
        return pair == null ? tales.poll() : new FriendTale(pair, random.nextInt(4) == 0);
    }

    private interface Task {
        void run() throws InterruptedException;
    }

    private void inBackground(Task task) {
        Thread.ofVirtual().start(() -> {
            try {
                task.run();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } finally {
                room.release();
            }
        });
    }

    @Override
    public void close() {
        ended = true;
        sender.close();
    }
}
