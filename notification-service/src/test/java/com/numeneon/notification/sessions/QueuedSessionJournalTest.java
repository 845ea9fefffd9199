package com.numeneon.notification.sessions;

import static com.numeneon.notification.sessions.WrittenLog.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class QueuedSessionJournalTest {

    private final Broker broker = new Broker();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final WaitingSockets waiting = new WaitingSockets(System::nanoTime);
    private final QueuedSessionJournal journal =
            new QueuedSessionJournal(new PodId("m"), new JournalQueue(), broker, waiting, meters);

    @Test
    void what_was_said_is_written_in_order_before_it_ends() {
        journal.start();

        IntStream.range(0, 100).forEach(i -> {
            journal.opened(socket("s" + i, false));
            journal.dropped("s" + i, at(i), journal.read());
        });
        journal.stop();

        assertThat(broker.keys)
                .containsExactlyElementsOf(IntStream.range(0, 100)
                        .boxed()
                        .flatMap(i -> List.of("session:s" + i, "session:s" + i).stream())
                        .toList());
        assertThat(records("written")).isEqualTo(200);
        assertThat(broker.closed).isTrue();
    }

    @Test
    void what_is_not_taken_is_offered_again_and_nothing_overtakes_it() {
        broker.away = true;
        journal.start();
        journal.opened(socket("s1", false));
        journal.left("s1");
        Awaitility.await("an attempt").until(() -> broker.attempts > 0);

        broker.away = false;

        Awaitility.await("both records").until(() -> broker.keys.size() == 2);
        assertThat(broker.tombstones).containsExactly(false, true);
        journal.stop();
    }

    @Test
    void a_broker_that_stays_away_does_not_hold_up_the_end_for_long() {
        broker.away = true;
        journal.start();
        journal.opened(socket("s1", false));

        journal.stop();

        assertThat(journal.isRunning()).isFalse();
        assertThat(meters.get("numeneon.journal.queue").gauge().value()).isOne();
    }

    @Test
    void of_the_pods_reports_the_newest_alone_waits_while_one_is_on_its_way() {
        broker.answers = false;
        journal.start();
        for (int second = 0; second < 60; second++) {
            journal.write(new SessionRecord.PodReport("m", at(second), Map.of(), second));
            if (second == 0) {
                Awaitility.await("the first report").until(() -> broker.keys.size() == 1);
            }
        }
        journal.opened(socket("s1", false));
        Awaitility.await("the socket").until(() -> broker.keys.contains("session:s1"));
        assertThat(broker.keys).containsExactly("pod:m", "session:s1");

        broker.answer();

        Awaitility.await("the newest").until(() -> broker.keys.size() == 3);
        assertThat(broker.keys).containsExactly("pod:m", "session:s1", "pod:m");
        journal.stop();
    }

    @Test
    void what_does_not_fit_is_dropped_and_its_socket_waits_for_nothing() {
        IntStream.range(0, JournalQueue.MAX_WAITING).forEach(i -> journal.write(new SessionRecord.Ended("s" + i)));

        journal.opened(socket("one more", false));

        assertThat(records("dropped")).isOne();
        assertThat(waiting.overdue()).containsExactly("one more");
    }

    @Test
    void a_socket_whose_record_was_refused_waits_for_nothing() {
        broker.refuses = true;
        journal.start();

        journal.opened(socket("s1", false));

        Awaitility.await("the refusal").until(() -> records("failed") == 1);
        Awaitility.await("the end of its waiting")
                .atMost(WaitingSockets.LONGEST.dividedBy(3))
                .until(() -> waiting.overdue().equals(List.of("s1")));
        journal.stop();
    }

    @Test
    void a_socket_with_cursors_waits_for_nothing_and_leaves_nothing() {
        journal.opened(socket("s1", true));
        assertThat(waiting.all()).isEmpty();
        journal.start();

        journal.dropped("s1", at(10), journal.read());
        journal.dropped("unknown", at(10), journal.read());
        journal.stop();

        assertThat(broker.keys).containsExactly("session:s1", "session:s1");
        assertThat(broker.tombstones).containsExactly(false, true);
    }

    private double records(String outcome) {
        return meters.counter("numeneon.journal.records", "outcome", outcome).count();
    }

    private static SocketOpening socket(String session, boolean cursors) {
        return new SocketOpening(session, 9, "jti", at(10), cursors);
    }

    private static final class Broker implements SessionLog {

        private final List<String> keys = new CopyOnWriteArrayList<>();
        private final List<Boolean> tombstones = new CopyOnWriteArrayList<>();
        private final List<Consumer<@Nullable Exception>> unanswered = new ArrayList<>();
        private volatile boolean away;
        private volatile boolean refuses;
        private volatile boolean answers = true;
        private volatile boolean closed;
        private volatile int attempts;

        @Override
        public synchronized void append(String key, byte @Nullable [] body, Consumer<@Nullable Exception> written) {
            attempts = attempts + 1;
            if (away) {
                throw new IllegalStateException("no leader");
            }
            keys.add(key);
            tombstones.add(body == null);
            if (refuses) {
                written.accept(new IllegalStateException("not allowed"));
            } else if (answers) {
                written.accept(null);
            } else {
                unanswered.add(written);
            }
        }

        synchronized void answer() {
            answers = true;
            unanswered.forEach(written -> written.accept(null));
        }

        @Override
        public void close(Duration limit) {
            closed = true;
        }
    }
}
