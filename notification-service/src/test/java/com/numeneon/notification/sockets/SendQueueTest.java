package com.numeneon.notification.sockets;

import static org.assertj.core.api.Assertions.assertThat;

import com.numeneon.notification.trail.Trail;
import com.numeneon.notification.trail.TrailSettings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SendQueueTest {

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final SocketMetrics metrics = new SocketMetrics(meters, Clock.systemUTC());
    private final SocketTrail trail = new SocketTrail(
            new Trail(new TrailSettings(1 << 20, Duration.ofHours(1)), Clock.systemUTC()), 1, TestSockets.session(1));
    private final SendQueue queue = new SendQueue(100, Runnable::run, metrics, trail, frame -> {});

    @Test
    void frames_offered_before_the_channel_opens_come_first_and_in_order() {
        FakeChannel channel = FakeChannel.readingAtOnce();
        queue.offer(frame("1", 10));
        queue.offer(frame("2", 10));

        queue.open(channel);
        queue.offer(frame("3", 10));

        assertThat(channel.written).containsExactly("1", "2", "3");
        assertThat(queue.written()).isEqualTo(3);
    }

    @Test
    void one_frame_is_with_the_channel_and_its_completion_takes_the_next() {
        FakeChannel channel = FakeChannel.readingWhenAsked();
        queue.open(channel);
        queue.offer(frame("1", 10));
        queue.offer(frame("2", 10));

        channel.read();

        assertThat(channel.written).containsExactly("1");
        assertThat(channel.isWriting()).isTrue();
        channel.read();
        assertThat(channel.written).containsExactly("1", "2");
        assertThat(channel.isWriting()).isFalse();
    }

    @Test
    void the_bound_counts_the_frame_that_is_being_written() {
        FakeChannel channel = FakeChannel.readingWhenAsked();
        queue.open(channel);
        queue.offer(frame("1", 60));
        queue.offer(frame("2", 40));

        assertThat(queue.offer(frame("3", 1))).isEqualTo(SendQueue.Offer.FULL);
        channel.read();
        assertThat(queue.offer(frame("3", 60))).isEqualTo(SendQueue.Offer.ACCEPTED);
    }

    @Test
    void closing_frees_what_waits_and_begins_no_frame() {
        FakeChannel channel = FakeChannel.readingWhenAsked();
        queue.open(channel);
        queue.offer(frame("1", 10));
        queue.offer(frame("2", 10));

        queue.close();
        channel.read();

        assertThat(channel.written).containsExactly("1");
        assertThat(channel.isWriting()).isFalse();
        assertThat(queue.bytes()).isZero();
        assertThat(queue.offer(frame("3", 10))).isEqualTo(SendQueue.Offer.CLOSED);
    }

    @Test
    void a_broken_channel_gets_nothing_more() {
        FakeChannel channel = FakeChannel.readingWhenAsked();
        queue.open(channel);
        queue.offer(frame("1", 10));
        queue.offer(frame("2", 10));

        channel.breakDown();

        assertThat(channel.isWriting()).isFalse();
        assertThat(queue.bytes()).isZero();
    }

    @Test
    void every_frame_is_counted_on_its_way_and_nothing_is_left_waiting_at_the_end() {
        FakeChannel channel = FakeChannel.readingWhenAsked();
        queue.open(channel);
        queue.offer(frame("1", 40));
        queue.offer(frame("2", 40));
        queue.offer(frame("finds no room", 40));
        assertThat(waitingOnThePod()).isEqualTo(80);
        channel.read();
        assertThat(waitingOnThePod()).isEqualTo(40);
        queue.offer(frame("3", 10));

        queue.close();
        queue.offer(frame("too late", 10));

        assertThat(waitingOnThePod()).as("the one that is being written").isEqualTo(40);
        channel.breakDown();
        assertThat(waitingOnThePod()).isZero();
        assertThat(count("numeneon.frames.queued", "type", "test")).isEqualTo(3);
        assertThat(count("numeneon.frames.written", "type", "test")).isEqualTo(1);
        assertThat(count("numeneon.frames.dropped", "type", "test")).isEqualTo(2);
        assertThat(count("numeneon.frames.refused", "reason", "full")).isEqualTo(1);
        assertThat(count("numeneon.frames.refused", "reason", "closed")).isEqualTo(1);
    }

    private double waitingOnThePod() {
        return meters.get("numeneon.queue.bytes").gauge().value();
    }

    private double count(String name, String tag, String value) {
        return meters.counter(name, tag, value).count();
    }

    @Test
    void a_channel_that_completes_at_once_makes_no_recursion() {
        SendQueue large = new SendQueue(10_000_000, Runnable::run, metrics, trail, frame -> {});
        IntStream.range(0, 100_000).forEach(i -> large.offer(frame(Integer.toString(i), 1)));
        FakeChannel channel = FakeChannel.readingAtOnce();

        large.open(channel);

        assertThat(channel.written).hasSize(100_000);
    }

    @Test
    void many_threads_offering_keep_the_order_of_each_and_lose_nothing() throws InterruptedException {
        FakeChannel channel = FakeChannel.readingAtOnce();
        try (ExecutorService writers = Executors.newVirtualThreadPerTaskExecutor();
                ExecutorService offering = Executors.newFixedThreadPool(4)) {
            SendQueue large = new SendQueue(10_000_000, writers, metrics, trail, frame -> {});
            large.open(channel);
            for (int thread = 0; thread < 4; thread++) {
                String name = "t" + thread + "-";
                offering.execute(() ->
                        IntStream.range(0, 5_000).forEach(i -> large.offer(frame(name + String.format("%05d", i), 1))));
            }
            offering.shutdown();
            assertThat(offering.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
        }

        assertThat(channel.written).hasSize(20_000);
        for (int thread = 0; thread < 4; thread++) {
            String name = "t" + thread + "-";
            List<String> own = channel.written.stream()
                    .filter(text -> text.startsWith(name))
                    .toList();
            assertThat(own).isSorted();
        }
    }

    private static OutboundFrame frame(String text, int bytes) {
        return new OutboundFrame("test", text, bytes, null);
    }
}
