package com.numeneon.benchmarks.scenario;

import com.numeneon.benchmarks.load.Loop;
import com.numeneon.benchmarks.load.LoopResult;
import com.numeneon.benchmarks.load.OwnCpu;
import com.numeneon.benchmarks.load.Sender;
import com.numeneon.benchmarks.report.Figures;
import com.numeneon.benchmarks.target.Answer;
import com.numeneon.benchmarks.target.HttpConnection;
import com.numeneon.benchmarks.target.ServerMeter;
import com.numeneon.benchmarks.target.User;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** Lists that have to be as fast however many rows there are: of one's conversations, and of posts. */
final class Reads {

    private static final double READS_PER_SECOND = 20;
    private static final int CONNECTIONS = 4;

    /** Users of the crowd whom no other scenario has write to each other. */
    private static final int READERS_FROM = 300;

    private static final int OTHERS_FROM = 310;
    private static final int CONVERSATIONS = 200;
    private static final int FEED_FRIENDS = 500;

    private Reads() {}

    static Scenario conversations() {
        return new Scenario(
                "conversations",
                "the list of 200 conversations, of 5 to 5,000 messages each",
                List.of(5, 50, 500, 5_000),
                sizes -> sizes.stream()
                        .map(messages -> new Step(
                                CONVERSATIONS + " × " + messages + " messages",
                                (session, time) -> ofConversations(session, messages, time)))
                        .toList());
    }

    static Scenario feed() {
        return new Scenario(
                "feed",
                "the newest 500 posts for somebody with 500 friends, of 1,000 to 1,000,000",
                List.of(1_000, 10_000, 100_000, 1_000_000),
                sizes -> sizes.stream()
                        .sorted()
                        .map(posts -> new Step(posts + " posts", (session, time) -> ofPosts(session, posts, time)))
                        .toList());
    }

    private static Figures ofConversations(Session session, int messages, Duration time) throws Exception {
        List<User> crowd = session.people().crowd(OTHERS_FROM + CONVERSATIONS);
        User reader;
        try (Filling filling = Filling.of(session)) {
            reader = filling.conversations(
                    crowd.subList(READERS_FROM, OTHERS_FROM), crowd.subList(OTHERS_FROM, crowd.size()), messages);
        }
        return read(session, "/api/messages/conversations/", reader, time)
                .with("rows", (double) CONVERSATIONS * messages);
    }

    private static Figures ofPosts(Session session, int posts, Duration time) throws Exception {
        User reader = session.people().author(FEED_FRIENDS);
        long rows;
        try (Filling filling = Filling.of(session)) {
            rows = filling.posts(session.people().crowd(FEED_FRIENDS), posts);
        }
        Figures figures = read(session, "/api/posts/", reader, time).with("rows", (double) rows);
        return rows > posts ? figures.withNote("the target had more posts than that: " + rows) : figures;
    }

    private static Figures read(Session session, String path, User reader, Duration time) throws Exception {
        // The first reads compile, and bring the rows to memory.
        loop(session, path, reader, time.dividedBy(2), new AtomicLong());
        session.meter().awaitIdle();
        AtomicLong bytes = new AtomicLong();
        OwnCpu own = new OwnCpu();
        ServerMeter.Reading before = session.meter().read();
        LoopResult loop = loop(session, path, reader, time, bytes);
        ServerMeter.Reading after = session.meter().read();
        Figures figures = Figures.none().withLatencies(loop.latencies());
        if (session.meter().isThere()) {
            figures = figures.with("api_cpu_ms_per_request", after.requestsMillisSince(before) / loop.done());
        }
        return figures.with("kb_per_answer", bytes.get() / 1_024.0 / loop.done())
                .withFailuresOf(loop)
                .withGenerator(own.share(), loop.lateness());
    }

    private static LoopResult loop(Session session, String path, User reader, Duration time, AtomicLong bytes)
            throws Exception {
        return Loop.open(READS_PER_SECOND, CONNECTIONS, time, number -> {
            HttpConnection connection = new HttpConnection(session.target().origin());
            return new Sender() {
                @Override
                public void send(long request, long dueNanos) throws IOException {
                    Answer answer = connection.get(path, reader.access());
                    if (answer.status() != 200) {
                        throw new IOException("a list was answered with " + answer.status() + ": " + answer.text());
                    }
                    bytes.addAndGet(answer.body().length);
                }

                @Override
                public void close() {
                    connection.close();
                }
            };
        });
    }
}
