package com.numeneon.stress.clients;

import com.numeneon.stress.checker.EventName;
import com.numeneon.stress.checker.PageLog;
import com.numeneon.stress.workload.Someone;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.random.RandomGenerator;

/**
 * All pages of all people: every second person is a browser without a cursor, every fifth has two tabs of one login. Safe
 * for all threads.
 */
public final class Crowd implements AutoCloseable {

    private static final int WITH_SECOND_TAB = 5;

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("pages").factory());
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final Network network;
    private final RandomGenerator random;
    private final List<Page> pages = new CopyOnWriteArrayList<>();

    public Crowd(URI origin, List<Someone> people, RandomGenerator random) {
        this.network = new Network(origin, http, timer, Clock.tick(Clock.systemUTC(), Duration.ofNanos(1000)));
        this.random = random;
        for (int i = 0; i < people.size(); i++) {
            Someone person = people.get(i);
            boolean withCursor = i % 2 == 1;
            add(person.name(), person.id(), person.token(), withCursor);
            if (i % WITH_SECOND_TAB == 0) {
                add(person.name() + "/2", person.id(), person.token(), withCursor);
            }
        }
    }

    private Page add(String name, long userId, String token, boolean withCursor) {
        Reconnect reconnect = withCursor ? Reconnect.withJitter(random) : Reconnect.likeTheBrowser();
        Page page = new Page(name, userId, token, withCursor, network, reconnect);
        pages.add(page);
        return page;
    }

    public void open() {
        pages.forEach(Page::open);
    }

    public int size() {
        return pages.size();
    }

    /** The names of those pages that should have a socket and do not. */
    public List<String> disconnected() {
        return pages.stream()
                .filter(page -> !page.isClosed() && !page.isConnected())
                .map(Page::name)
                .toList();
    }

    /** Whether this user's pages have seen this event; of several tabs without a cursor one is enough. */
    public boolean haveSeen(long userId, EventName event) {
        List<Page> there = pages.stream()
                .filter(page -> page.userId() == userId && !page.isClosed())
                .toList();
        List<Page> plain = there.stream().filter(page -> !page.withCursor()).toList();
        return there.stream().filter(Page::withCursor).allMatch(page -> page.hasSeen(event))
                && (plain.isEmpty() || plain.stream().anyMatch(page -> page.hasSeen(event)));
    }

    /** Resets the connections of every n-th page. */
    public void cut(int every) {
        int first = random.nextInt(every);
        for (int i = first; i < pages.size(); i += every) {
            pages.get(i).cut();
        }
    }

    /** Every n-th page says goodbye; one without a cursor is opened anew, as a new page that knows nothing. */
    public void leaveAndReturn(int every) {
        int first = random.nextInt(every);
        List<Page> before = List.copyOf(pages);
        for (int i = first; i < before.size(); i += every) {
            Page page = before.get(i);
            if (page.leave() && !page.withCursor()) {
                add(page.name() + "'", page.userId(), page.token(), false).open();
            }
        }
    }

    public List<PageLog> logs() {
        return pages.stream().map(Page::log).toList();
    }

    @Override
    public void close() {
        pages.forEach(Page::close);
    }

    /** After {@link #close} and when the last goodbye has been said. */
    public void end() {
        timer.shutdownNow();
        http.shutdownNow();
    }
}
