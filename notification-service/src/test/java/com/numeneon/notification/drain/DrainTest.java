package com.numeneon.notification.drain;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.spi.ILoggingEvent;
import com.numeneon.contracts.settings.DrainTimes;
import com.numeneon.notification.sockets.ManualTimer;
import com.numeneon.notification.testing.CapturedLog;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class DrainTest {

    private static final DrainTimes TIMES = new DrainTimes(Duration.ofSeconds(10), Duration.ofSeconds(5));

    @RegisterExtension
    final CapturedLog log = CapturedLog.of(Drain.class);

    private final ManualTimer timer = new ManualTimer();
    private final FakeSockets sockets = new FakeSockets();
    private final Drain drain = new Drain(sockets, timer, TIMES, timer);

    @Test
    void new_sockets_are_taken_until_the_delay_is_over() {
        sockets.open = 3;

        drain.begin("test");
        timer.pass(Duration.ofMillis(9_999));

        assertThat(drain.phase()).isEqualTo(Drain.Phase.LEAVING);
        assertThat(sockets.refusesNew).isFalse();
        assertThat(sockets.told).isZero();
        timer.pass(Duration.ofMillis(1));
        assertThat(drain.phase()).isEqualTo(Drain.Phase.DRAINING);
        assertThat(sockets.refusesNew).isTrue();
        assertThat(sockets.told).isEqualTo(3);
    }

    @Test
    void ten_thousand_are_told_evenly_over_the_time() {
        sockets.open = 10_000;
        drain.begin("test");

        timer.pass(TIMES.delay());
        for (int batch = 1; batch <= 50; batch++) {
            assertThat(sockets.told).isEqualTo(batch * 200);
            timer.pass(Drain.BATCH_EVERY);
        }

        assertThat(sockets.told).isEqualTo(10_000);
    }

    @Test
    void what_a_late_timer_has_missed_is_told_at_once() {
        sockets.open = 10_000;
        drain.begin("test");

        timer.pass(TIMES.delay());
        timer.pass(Drain.BATCH_EVERY.multipliedBy(10));
        assertThat(sockets.told).isEqualTo(2_200);
        timer.pass(Drain.BATCH_EVERY);

        assertThat(sockets.told).isEqualTo(2_400);
    }

    @Test
    void a_few_do_not_take_all_of_the_time() {
        sockets.open = 50;
        drain.begin("test");

        timer.pass(TIMES.delay());
        assertThat(sockets.told).isEqualTo(20);
        timer.pass(Drain.BATCH_EVERY);
        timer.pass(Drain.BATCH_EVERY);

        assertThat(sockets.told).isEqualTo(50);
    }

    @Test
    void a_time_of_zero_tells_all_at_once() {
        Drain atOnce = new Drain(sockets, timer, new DrainTimes(Duration.ZERO, Duration.ZERO), timer);
        sockets.open = 10_000;

        atOnce.begin("test");
        timer.pass(Duration.ZERO);

        assertThat(sockets.told).isEqualTo(10_000);
    }

    @Test
    void it_is_done_with_the_last_socket() {
        sockets.open = 2;
        drain.begin("test");
        timer.pass(TIMES.delay());

        sockets.goes(1);
        assertThat(drain.done()).isNotDone();
        sockets.goes(1);

        assertThat(drain.done()).isCompleted();
        assertThat(drain.phase()).isEqualTo(Drain.Phase.DRAINED);
    }

    @Test
    void without_sockets_it_is_done_after_the_delay() {
        drain.begin("test");

        timer.pass(TIMES.delay());

        assertThat(drain.done()).isCompleted();
    }

    @Test
    void it_is_done_at_its_bound_whatever_the_sockets_do() {
        sockets.open = 1;
        drain.begin("test");
        timer.pass(TIMES.delay());

        timer.pass(TIMES.spread().plus(DrainTimes.CLOSING).minusMillis(1));
        assertThat(drain.done()).isNotDone();
        timer.pass(Duration.ofMillis(1));

        assertThat(drain.done()).isCompleted();
        assertThat(TIMES.drained()).isEqualTo(Duration.ofSeconds(21));
    }

    @Test
    void a_second_begin_changes_nothing() {
        sockets.open = 1;

        assertThat(drain.begin("test")).isTrue();
        timer.pass(TIMES.delay());
        assertThat(drain.begin("test")).isFalse();
        timer.pass(TIMES.drained());

        assertThat(drain.begin("test")).isFalse();
        assertThat(drain.phase()).isEqualTo(Drain.Phase.DRAINED);
        assertThat(sockets.told).isEqualTo(1);
    }

    @Test
    void the_log_tells_beforehand_how_long_it_can_take_and_afterwards_how_long_it_took() {
        sockets.open = 1;

        drain.begin("test");
        timer.pass(TIMES.delay());
        sockets.goes(1);

        assertThat(log.lines())
                .extracting(ILoggingEvent::getFormattedMessage)
                .containsExactly(
                        "drain begins cause=test sockets=1 delayMs=10000 spreadMs=5000 closingMs=6000 endingMs=18000:"
                                + " the process is gone within ms=39000",
                        "draining sockets=1 batch=20 everyMs=100",
                        "drained ms=10000 socketsLeft=0");
    }

    /** So many, of which nobody goes by itself. */
    private static final class FakeSockets implements Drain.Sockets {

        private final CompletableFuture<Void> empty = new CompletableFuture<>();
        private int open;
        private int told;
        private boolean refusesNew;

        @Override
        public int count() {
            return open;
        }

        @Override
        public CompletableFuture<Void> refuseNew() {
            refusesNew = true;
            goes(0);
            return empty;
        }

        @Override
        public List<Runnable> goodbyes() {
            return Stream.<Runnable>generate(() -> () -> told++).limit(open).toList();
        }

        void goes(int count) {
            open -= count;
            if (open == 0) {
                empty.complete(null);
            }
        }
    }
}
