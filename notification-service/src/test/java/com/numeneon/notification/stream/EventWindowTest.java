package com.numeneon.notification.stream;

import static org.assertj.core.api.Assertions.assertThat;

import com.numeneon.contracts.frame.Frame;
import com.numeneon.contracts.topic.Topic;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class EventWindowTest {

    private static final long ALICE = 3;
    private static final long BOB = 9;
    private static final long EPOCH = 77;

    private final Clock clock = Clock.fixed(Instant.parse("2026-11-22T15:00:00Z"), ZoneOffset.UTC);
    private final EventWindow window = window(1 << 20, Duration.ofHours(1));

    @Test
    void a_backlog_is_what_came_since_for_this_user_in_order() {
        add(window, Topic.MESSAGES, 0, 0, BOB);
        StreamPosition since = position(window);
        add(window, Topic.MESSAGES, 0, 1, BOB);
        add(window, Topic.POSTS, 4, 0, ALICE);
        add(window, Topic.POSTS, 4, 1, ALICE, BOB);
        window.pass(Topic.FRIENDS, 1, 0);

        assertThat(offsets(backlog(window, since, BOB))).containsExactly("messages-0-1", "posts-4-1");
    }

    @Test
    void what_lies_between_two_positions_ends_there_however_much_comes_later() {
        add(window, Topic.MESSAGES, 0, 0, BOB);
        add(window, Topic.POSTS, 1, 0, BOB);
        add(window, Topic.MESSAGES, 0, 1, ALICE, BOB);
        StreamPosition from = StreamPosition.START.with(Topic.MESSAGES, 0, 1);
        StreamPosition to = position(window);
        add(window, Topic.POSTS, 1, 1, BOB);
        Backlog between = window.rememberedBetween(from, to, BOB).backlog();
        add(window, Topic.MESSAGES, 0, 2, BOB);

        assertThat(offsets(between)).containsExactly("posts-1-0", "messages-0-1");
        assertThat(between.isAtEnd()).isTrue();
    }

    @Test
    void a_backlog_of_an_earlier_stream_never_ends() {
        Backlog old = window.fromNow(BOB);

        window.restart(EPOCH, StreamPosition.START);

        assertThat(window.isCurrent(old)).isFalse();
        assertThat(window.join(old, cursor -> {})).isFalse();
    }

    @Test
    void another_pods_order_makes_neither_a_gap_nor_a_repeat() {
        // The reader had read partition 1 further than partition 0, at a pod that read them in this order.
        StreamPosition since = StreamPosition.START.with(Topic.MESSAGES, 0, 1).with(Topic.MESSAGES, 1, 2);
        add(window, Topic.MESSAGES, 0, 0, BOB);
        add(window, Topic.MESSAGES, 0, 1, BOB);
        add(window, Topic.MESSAGES, 1, 0, BOB);
        add(window, Topic.MESSAGES, 1, 1, BOB);
        add(window, Topic.MESSAGES, 1, 2, BOB);

        assertThat(offsets(backlog(window, since, BOB))).containsExactly("messages-0-1", "messages-1-2");
    }

    @Test
    void the_position_of_each_event_leads_to_all_after_it_also_elsewhere() {
        EventWindow other = window(1 << 20, Duration.ofHours(1));
        List<long[]> partitions = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            partitions.add(new long[] {i % 3, i / 3});
        }
        partitions.forEach(at -> add(window, Topic.MESSAGES, (int) at[0], at[1], BOB));
        partitions.sort((a, b) -> a[0] == b[0] ? Long.compare(a[1], b[1]) : Long.compare(b[0], a[0]));
        partitions.forEach(at -> add(other, Topic.MESSAGES, (int) at[0], at[1], BOB));
        Backlog here = backlog(window, StreamPosition.START, BOB);
        List<String> seen = new ArrayList<>();
        for (StreamEvent event = here.next(); event != null; event = here.next()) {
            seen.add(name(event));

            List<String> rest = offsets(backlog(other, here.position(), BOB));

            List<String> all = new ArrayList<>(seen);
            all.addAll(rest);
            assertThat(all).hasSize(300).doesNotHaveDuplicates();
        }
    }

    @Test
    void a_reader_that_is_ahead_of_this_pod_waits_for_it_and_gets_nothing_twice() {
        StreamPosition ahead = StreamPosition.START.with(Topic.MESSAGES, 0, 2);
        Backlog backlog = backlog(window, ahead, BOB);
        add(window, Topic.MESSAGES, 0, 0, BOB);

        assertThat(backlog.next()).isNull();
        assertThat(window.join(backlog, cursor -> {})).isFalse();
        add(window, Topic.MESSAGES, 0, 1, BOB);

        assertThat(backlog.next()).isNull();
        assertThat(window.join(backlog, cursor -> {})).isTrue();
    }

    @Test
    void what_is_forgotten_is_said_to_be() {
        EventWindow small = window(3 * memoryOfOne(), Duration.ofHours(1));
        for (long offset = 0; offset < 10; offset++) {
            add(small, Topic.MESSAGES, 0, offset, BOB);
        }

        assertThat(small.events()).isEqualTo(3);
        assertThat(small.bytes()).isEqualTo(3 * memoryOfOne());
        assertThat(small.from(StreamPosition.START.with(Topic.MESSAGES, 0, 6), BOB))
                .isEmpty();
        assertThat(offsets(backlog(small, StreamPosition.START.with(Topic.MESSAGES, 0, 7), BOB)))
                .containsExactly("messages-0-7", "messages-0-8", "messages-0-9");
    }

    @Test
    void what_is_too_old_is_forgotten_with_the_next_event() {
        add(window, Topic.MESSAGES, 0, 0, clock.instant().minus(Duration.ofHours(2)), BOB);
        assertThat(window.events()).as("the newest is kept in any case").isOne();

        add(window, Topic.MESSAGES, 0, 1, BOB);

        assertThat(window.events()).isOne();
        assertThat(window.start().next(Topic.MESSAGES, 0)).isOne();
    }

    @Test
    void a_backlog_outlives_what_the_window_forgets() {
        EventWindow small = window(2 * memoryOfOne(), Duration.ofHours(1));
        Backlog backlog = small.fromNow(BOB);
        for (long offset = 0; offset < 1_000; offset++) {
            add(small, Topic.MESSAGES, 0, offset, BOB);
        }

        assertThat(offsets(backlog)).hasSize(1_000);
    }

    @Test
    void a_backlog_begins_near_its_place_however_long_the_window_is() {
        for (long offset = 0; offset < 10 * EventWindow.CHECKPOINT_EVERY; offset++) {
            add(window, Topic.MESSAGES, (int) (offset % 6), offset / 6, BOB);
        }
        StreamPosition late = position(window);
        add(window, Topic.FRIENDS, 0, 0, BOB);

        assertThat(offsets(backlog(window, late, BOB))).containsExactly("friends-0-0");
        assertThat(offsets(backlog(window, StreamPosition.START, BOB))).hasSize(10 * EventWindow.CHECKPOINT_EVERY + 1);
    }

    @Test
    void after_a_new_beginning_nothing_old_is_left() {
        add(window, Topic.MESSAGES, 0, 0, BOB);
        StreamPosition elsewhere = StreamPosition.START.with(Topic.MESSAGES, 0, 100);

        window.restart(78, elsewhere);

        assertThat(window.epoch()).isEqualTo(78);
        assertThat(window.events()).isZero();
        assertThat(window.from(StreamPosition.START, BOB)).isEmpty();
        assertThat(offsets(backlog(window, elsewhere, BOB))).isEmpty();
    }

    @RepeatedTest(20)
    void whoever_joins_while_events_come_gets_each_of_them_once() {
        int events = 2_000;
        List<String> got = Collections.synchronizedList(new ArrayList<>());
        AtomicReference<@Nullable Object> live = new AtomicReference<>();
        Backlog backlog = window.fromNow(BOB);
        CompletableFuture<Void> writer = CompletableFuture.runAsync(() -> LongStream.range(0, events)
                .forEach(offset -> window.add(event(Topic.MESSAGES, 0, offset, clock.instant(), BOB), cursor -> {
                    if (live.get() != null) {
                        got.add("messages-0-" + offset);
                    }
                })));

        do {
            got.addAll(offsets(backlog));
        } while (!window.join(backlog, live::set));
        writer.join();

        assertThat(got)
                .containsExactlyElementsOf(LongStream.range(0, events)
                        .mapToObj(offset -> "messages-0-" + offset)
                        .toList());
    }

    private EventWindow window(long bytes, Duration age) {
        EventWindow made = new EventWindow(bytes, age, clock);
        made.restart(EPOCH, StreamPosition.START);
        return made;
    }

    private static Backlog backlog(EventWindow window, StreamPosition since, long user) {
        return window.from(since, user).orElseThrow();
    }

    private static StreamPosition position(EventWindow window) {
        return window.fromNow(BOB).position();
    }

    private static List<String> offsets(Backlog backlog) {
        List<String> names = new ArrayList<>();
        for (StreamEvent event = backlog.next(); event != null; event = backlog.next()) {
            names.add(name(event));
        }
        return names;
    }

    private static String name(StreamEvent event) {
        return event.topic().topicName().replace("numeneon.", "") + "-" + event.partition() + "-" + event.offset();
    }

    private void add(EventWindow to, Topic topic, int partition, long offset, Long... users) {
        add(to, topic, partition, offset, clock.instant(), users);
    }

    private static void add(EventWindow to, Topic topic, int partition, long offset, Instant time, Long... users) {
        to.add(event(topic, partition, offset, time, users), cursor -> {});
    }

    private static StreamEvent event(Topic topic, int partition, long offset, Instant time, Long... users) {
        return new StreamEvent(
                topic, partition, offset, new UUID(7, offset), time, List.of(users), new Frame.ErrorReply("x"));
    }

    private long memoryOfOne() {
        return event(Topic.MESSAGES, 0, 0, clock.instant(), BOB).memoryBytes();
    }
}
